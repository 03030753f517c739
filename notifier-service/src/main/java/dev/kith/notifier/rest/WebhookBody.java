package dev.kith.notifier.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.kith.domain.Update;
import dev.kith.notifier.webhook.DeliveryProgress;
import dev.kith.notifier.webhook.SigningSecret;
import dev.kith.notifier.webhook.StopReason;
import dev.kith.notifier.webhook.WebhookRegistration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Webhook as JSON.
 *
 * @param secret present only if it is new
 * @param lag records of {@code kith.updates} that the webhook has not read yet, whether it delivers
 *     them or not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "url",
  "kinds",
  "description",
  "state",
  "why",
  "createdAt",
  "lag",
  "lastSuccess",
  "lastFailure",
  "failingSince",
  "secret"
})
record WebhookBody(
    String id,
    String url,
    List<String> kinds,
    @Nullable String description,
    String state,
    @Nullable String why,
    String createdAt,
    long lag,
    @Nullable String lastSuccess,
    @Nullable FailureBody lastFailure,
    @Nullable String failingSince,
    @Nullable String secret) {

  /** Request that the receiver did not accept. */
  record FailureBody(String at, String cause) {
    static FailureBody of(DeliveryProgress.Failure failure) {
      return new FailureBody(text(failure.at()), failure.cause());
    }
  }

  static WebhookBody of(WebhookRegistration webhookRegistration, long lag) {
    return of(webhookRegistration, lag, Optional.empty());
  }

  /** Returns the webhook with its new secret, which is shown only once. */
  static WebhookBody withSecret(WebhookRegistration webhookRegistration, long lag) {
    return of(
        webhookRegistration,
        lag,
        Optional.of(webhookRegistration.webhook().secrets().getFirst()).map(SigningSecret::text));
  }

  private static WebhookBody of(
      WebhookRegistration webhookRegistration, long lag, Optional<String> secret) {
    var webhook = webhookRegistration.webhook();
    var places = webhookRegistration.reached().values();
    return new WebhookBody(
        webhook.id(),
        webhook.url().toString(),
        webhook.kinds().stream().sorted().map(WebhookBody::name).toList(),
        webhook.description().orElse(null),
        webhookRegistration.isSentTo() ? "enabled" : "stopped",
        why(webhookRegistration).orElse(null),
        text(webhook.createdAt()),
        lag,
        places.stream()
            .flatMap(place -> place.lastSuccess().stream())
            .max(Comparator.naturalOrder())
            .map(WebhookBody::text)
            .orElse(null),
        places.stream()
            .flatMap(place -> place.lastFailure().stream())
            .max(Comparator.comparing(DeliveryProgress.Failure::at))
            .map(FailureBody::of)
            .orElse(null),
        places.stream()
            .filter(place -> place.generation() == webhook.generation())
            .flatMap(place -> place.failingSince().stream())
            .min(Comparator.naturalOrder())
            .map(WebhookBody::text)
            .orElse(null),
        secret.orElse(null));
  }

  private static Optional<String> why(WebhookRegistration webhookRegistration) {
    return webhookRegistration.webhook().enabled()
        ? webhookRegistration.stopped().map(StopReason::why)
        : Optional.of("A backend has stopped it");
  }

  static String name(Update.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
