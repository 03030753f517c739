package dev.kith.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Position;
import dev.kith.kit.journal.Appender;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Writer of {@code kith.webhooks}. */
@ApplicationScoped
public class WebhookLog {

  private static final String STOPPED = "stopped";

  private final Appender appender;

  WebhookLog(Appender appender) {
    this.appender = appender;
  }

  public CompletableFuture<Position> write(Webhook webhook, String actor) {
    return put(webhook.id().getBytes(UTF_8), Optional.of(WebhookCodec.write(webhook, actor)));
  }

  public CompletableFuture<Position> write(String webhook, StopReason stopReason) {
    return put(Keys.join(webhook, STOPPED), Optional.of(WebhookCodec.write(stopReason)));
  }

  /** Writes progress without waiting for the result: if it is lost, the next one replaces it. */
  public void note(String webhook, DeliveryProgress deliveryProgress) {
    var key = Keys.join(webhook, Integer.toString(deliveryProgress.partition()));
    var _ = put(key, Optional.of(WebhookCodec.write(deliveryProgress)));
  }

  /** Deletes a webhook with its stop and progress; the record with its secrets goes first. */
  public CompletableFuture<Position> delete(WebhookRegistration webhookRegistration) {
    var id = webhookRegistration.webhook().id();
    var gone = put(id.getBytes(UTF_8), Optional.empty());
    var _ = put(Keys.join(id, STOPPED), Optional.empty());
    for (var partition : webhookRegistration.reached().keySet()) {
      var _ = put(Keys.join(id, Integer.toString(partition)), Optional.empty());
    }
    return gone;
  }

  private CompletableFuture<Position> put(byte[] key, Optional<SpecificRecord> value) {
    return appender.put(Topics.WEBHOOKS, key, value);
  }
}
