package dev.kith.notifier.webhook.codec;

import dev.kith.avro.UpdateKind;
import dev.kith.avro.WebhookProgress;
import dev.kith.avro.WebhookSecret;
import dev.kith.avro.WebhookState;
import dev.kith.avro.WebhookStopped;
import dev.kith.domain.Update;
import dev.kith.notifier.webhook.Reached;
import dev.kith.notifier.webhook.Secret;
import dev.kith.notifier.webhook.Stopped;
import dev.kith.notifier.webhook.Webhook;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Webhooks, what ended them, and how far they are, to Avro and back. */
public final class WebhookCodec {

  private WebhookCodec() {}

  public static SpecificRecord write(Webhook webhook, String actor) {
    return new WebhookState(
        webhook.url().toString(),
        webhook.kinds().stream().sorted().map(kind -> UpdateKind.valueOf(kind.name())).toList(),
        webhook.description().orElse(null),
        webhook.secrets().stream()
            .map(secret ->
                new WebhookSecret(
                    secret.text(), secret.until().map(Instant::toEpochMilli).orElse(null)))
            .toList(),
        webhook.enabled(),
        webhook.generation(),
        webhook.startsAt(),
        webhook.createdAt(),
        actor);
  }

  public static SpecificRecord write(Stopped stopped) {
    return new WebhookStopped(stopped.generation(), stopped.at(), stopped.why());
  }

  public static SpecificRecord write(Reached reached) {
    return new WebhookProgress(
        reached.generation(),
        reached.partition(),
        reached.next(),
        reached.lastSuccess().orElse(null),
        reached.lastFailure().map(Reached.Failure::at).orElse(null),
        reached.lastFailure().map(Reached.Failure::cause).orElse(null),
        reached.failingSince().orElse(null));
  }

  /**
   * A {@link Webhook}, {@link Stopped} or {@link Reached}.
   *
   * @param id the webhook's, which is in the record's key only
   */
  public static Object read(String id, SpecificRecord record) {
    return switch (record) {
      case WebhookState state -> read(id, state);
      case WebhookStopped stopped ->
          new Stopped(stopped.getGeneration(), stopped.getAt(), stopped.getWhy());
      case WebhookProgress progress -> read(progress);
      default -> throw new IllegalArgumentException("No record of webhooks: " + record);
    };
  }

  private static Webhook read(String id, WebhookState state) {
    return new Webhook(
        id,
        URI.create(state.getUrl()),
        state.getKinds().stream()
            .map(kind -> Update.Kind.valueOf(kind.name()))
            .collect(Collectors.toSet()),
        Optional.ofNullable(state.getDescription()),
        state.getSecrets().stream()
            .map(secret ->
                new Secret(
                    secret.getSecret(),
                    Optional.ofNullable(secret.getUntil()).map(Instant::ofEpochMilli)))
            .toList(),
        state.getEnabled(),
        state.getGeneration(),
        state.getStartsAt(),
        state.getCreatedAt());
  }

  private static Reached read(WebhookProgress progress) {
    return new Reached(
        progress.getGeneration(),
        progress.getPartition(),
        progress.getNext(),
        Optional.ofNullable(progress.getLastSuccess()),
        Optional.ofNullable(progress.getLastFailure())
            .map(
                at -> new Reached.Failure(at, Optional.ofNullable(progress.getCause()).orElse(""))),
        Optional.ofNullable(progress.getFailingSince()));
  }
}
