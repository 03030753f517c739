package dev.kith.notifier.webhook;

import static dev.kith.notifier.webhook.WebhookFixture.aWebhook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class WebhookRegistrationsTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final WebhookRegistrations webhookRegistrations = new WebhookRegistrations();

  /** Compaction leaves the records in any order. */
  @Test
  void the_records_of_a_webhook_may_come_in_any_order() {
    webhookRegistrations.put("wh_1", new StopReason(1, NOW, "why"));
    webhookRegistrations.put("wh_1", DeliveryProgress.nothing(1, 3, 40));
    assertThat(webhookRegistrations.all()).isEmpty();

    webhookRegistrations.put("wh_1", aWebhook());

    assertThat(only().isSentTo()).isFalse();
    assertThat(only().reached(3).next()).isEqualTo(40);
  }

  @Test
  void a_stop_does_not_apply_once_the_webhook_is_enabled_again() {
    webhookRegistrations.put("wh_1", aWebhook());
    webhookRegistrations.put("wh_1", new StopReason(1, NOW, "why"));

    webhookRegistrations.put("wh_1", aWebhook().enable());

    assertThat(only().isSentTo()).isTrue();
    webhookRegistrations.put("wh_1", aWebhook().enable().disable());
    assertThat(only().isSentTo()).isFalse();
  }

  @Test
  void earlier_failures_do_not_count_once_the_webhook_is_enabled_again() {
    webhookRegistrations.put("wh_1", DeliveryProgress.nothing(1, 0, 40).failed(NOW, "why"));
    webhookRegistrations.put("wh_1", aWebhook().enable());

    assertThat(only().reached(0).failingSince()).isEmpty();
    assertThat(only().reached(0).next()).isEqualTo(40);
  }

  @Test
  void a_partition_without_progress_begins_at_the_offset_of_the_registration() {
    webhookRegistrations.put("wh_1", aWebhook());

    assertThat(only().reached(1).next()).isEqualTo(9);
  }

  @Test
  void a_deleted_webhook_leaves_nothing() {
    webhookRegistrations.put("wh_1", aWebhook());
    webhookRegistrations.put("wh_1", new StopReason(1, NOW, "why"));
    webhookRegistrations.remove("wh_1");
    assertThat(webhookRegistrations.all()).isEmpty();

    webhookRegistrations.put("wh_1", aWebhook());

    assertThat(only().isSentTo()).isTrue();
  }

  @Test
  void each_record_survives_a_round_trip() {
    var webhook =
        aWebhook()
            .description(Optional.of("words"))
            .rotate(SigningSecret.random(), NOW, Duration.ofDays(1));
    var deliveryProgress = DeliveryProgress.nothing(2, 3, 4).succeeded(NOW, 9).failed(NOW, "why");
    var stopReason = new StopReason(2, NOW, "why");

    assertThat(read(WebhookCodec.write(webhook, "backend"))).isEqualTo(webhook);
    assertThat(read(WebhookCodec.write(deliveryProgress))).isEqualTo(deliveryProgress);
    assertThat(read(WebhookCodec.write(stopReason))).isEqualTo(stopReason);
  }

  private static Object read(SpecificRecord record) {
    return WebhookCodec.read("wh_1", record);
  }

  private WebhookRegistration only() {
    return Objects.requireNonNull(webhookRegistrations.all().get("wh_1"));
  }
}
