package dev.kith.notifier.webhook;

import dev.kith.avro.UpdateKind;
import dev.kith.avro.WebhookProgress;
import dev.kith.avro.WebhookSecret;
import dev.kith.avro.WebhookState;
import dev.kith.avro.WebhookStopped;
import dev.kith.domain.Update;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Codec of the records of {@code kith.webhooks}: webhooks, stops and progress, to Avro and back.
 */
public final class WebhookCodec {

  private WebhookCodec() {}

  public static SpecificRecord write(Webhook webhook, String actor) {
    return new WebhookState(
        webhook.url().toString(),
        webhook.kinds().stream().sorted().map(kind -> UpdateKind.valueOf(kind.name())).toList(),
        webhook.description().orElse(null),
        webhook.secrets().stream()
            .map(signingSecret ->
                new WebhookSecret(
                    signingSecret.text(),
                    signingSecret.until().map(Instant::toEpochMilli).orElse(null)))
            .toList(),
        webhook.enabled(),
        webhook.generation(),
        webhook.startsAt(),
        webhook.createdAt(),
        actor);
  }

  public static SpecificRecord write(StopReason stopReason) {
    return new WebhookStopped(stopReason.generation(), stopReason.at(), stopReason.why());
  }

  public static SpecificRecord write(DeliveryProgress deliveryProgress) {
    return new WebhookProgress(
        deliveryProgress.generation(),
        deliveryProgress.partition(),
        deliveryProgress.next(),
        deliveryProgress.lastSuccess().orElse(null),
        deliveryProgress.lastFailure().map(DeliveryProgress.Failure::at).orElse(null),
        deliveryProgress.lastFailure().map(DeliveryProgress.Failure::cause).orElse(null),
        deliveryProgress.failingSince().orElse(null));
  }

  /**
   * Returns a {@link Webhook}, {@link StopReason} or {@link DeliveryProgress}.
   *
   * @param id the webhook's, which is only in the record's key
   */
  public static Object read(String id, SpecificRecord record) {
    return switch (record) {
      case WebhookState state -> read(id, state);
      case WebhookStopped stopReason ->
          new StopReason(stopReason.getGeneration(), stopReason.getAt(), stopReason.getWhy());
      case WebhookProgress progress -> read(progress);
      default -> throw new IllegalArgumentException("Not a record of kith.webhooks: " + record);
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
            .map(signingSecret ->
                new SigningSecret(
                    signingSecret.getSecret(),
                    Optional.ofNullable(signingSecret.getUntil()).map(Instant::ofEpochMilli)))
            .toList(),
        state.getEnabled(),
        state.getGeneration(),
        state.getStartsAt(),
        state.getCreatedAt());
  }

  private static DeliveryProgress read(WebhookProgress progress) {
    return new DeliveryProgress(
        progress.getGeneration(),
        progress.getPartition(),
        progress.getNext(),
        Optional.ofNullable(progress.getLastSuccess()),
        Optional.ofNullable(progress.getLastFailure())
            .map(at ->
                new DeliveryProgress.Failure(
                    at, Optional.ofNullable(progress.getCause()).orElse(""))),
        Optional.ofNullable(progress.getFailingSince()));
  }
}
