package dev.kith.notifier.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Update;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.webhook.Webhook;
import dev.kith.notifier.webhook.receiver.ReceiverPolicy;
import dev.kith.notifier.webhook.receiver.UnacceptableUrl;
import dev.kith.notifier.webhook.service.WebhookService.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parser of request bodies for webhooks. It also resolves the host of the URL. */
@ApplicationScoped
class WebhookInput {

  private static final String URL = "url";
  private static final String KINDS = "kinds";
  private static final String DESCRIPTION = "description";
  private static final String ENABLED = "enabled";
  private static final Set<String> NEW = Set.of(URL, KINDS, DESCRIPTION);
  private static final Set<String> CHANGE = Set.of(URL, KINDS, DESCRIPTION, ENABLED);

  private static final int MAX_URL = 2_048;
  private static final int MAX_KIND = 16;
  private static final int MAX_DESCRIPTION = 256;

  private final ReceiverPolicy receiverPolicy;

  WebhookInput(ReceiverPolicy receiverPolicy) {
    this.receiverPolicy = receiverPolicy;
  }

  /**
   * Parses a new webhook.
   *
   * @throws ProblemException 400 that names the field
   */
  Wanted wanted(@Nullable JsonNode body) {
    var json = JsonFields.of(body, NEW);
    return new Wanted(
        url(json).orElseThrow(() -> JsonFields.invalid(URL, "is missing")),
        kinds(json).orElseThrow(() -> JsonFields.invalid(KINDS, "is missing")),
        json.text(DESCRIPTION, MAX_DESCRIPTION));
  }

  /** Parses a change. Absent fields stay as they are; null removes the description. */
  UnaryOperator<Webhook> change(@Nullable JsonNode body) {
    var json = JsonFields.of(body, CHANGE);
    for (var field : List.of(URL, KINDS, ENABLED)) {
      if (json.isNull(field)) {
        throw JsonFields.invalid(field, "must not be null; omit it or give it a value");
      }
    }
    var url = url(json);
    var kinds = kinds(json);
    var description = json.text(DESCRIPTION, MAX_DESCRIPTION);
    var enabled = json.flag(ENABLED);
    return webhook -> {
      var changed = url.map(webhook::url).orElse(webhook);
      changed = kinds.map(changed::kinds).orElse(changed);
      changed = json.has(DESCRIPTION) ? changed.description(description) : changed;
      if (enabled.isEmpty()) {
        return changed;
      }
      return enabled.get() ? changed.enable() : changed.disable();
    };
  }

  private Optional<URI> url(JsonFields json) {
    return json.text(URL, MAX_URL).map(this::receiver);
  }

  private URI receiver(String text) {
    try {
      var url = receiverPolicy.parse(text);
      receiverPolicy.find(url);
      return url;
    } catch (UnacceptableUrl unfit) {
      throw JsonFields.invalid(URL, unfit.why());
    }
  }

  private static Optional<Set<Update.Kind>> kinds(JsonFields json) {
    return json.texts(KINDS, Update.Kind.values().length, MAX_KIND)
        .map(texts -> {
          var kinds = EnumSet.noneOf(Update.Kind.class);
          for (var index = 0; index < texts.size(); index++) {
            kinds.add(kind(texts.get(index), index));
          }
          if (kinds.isEmpty()) {
            throw JsonFields.invalid(KINDS, "must contain at least one of " + names());
          }
          return kinds;
        });
  }

  private static Update.Kind kind(String text, int index) {
    return Arrays.stream(Update.Kind.values())
        .filter(kind -> WebhookBody.name(kind).equals(text))
        .findFirst()
        .orElseThrow(
            () -> JsonFields.invalid(KINDS + "[" + index + "]", "must be one of " + names()));
  }

  private static String names() {
    return Arrays.stream(Update.Kind.values())
        .map(WebhookBody::name)
        .collect(Collectors.joining(", "))
        .toLowerCase(Locale.ROOT);
  }
}
