package dev.kith.notifier.webhook.delivery;

import static dev.kith.notifier.webhook.WebhookFixture.aWebhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.Update;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryBatcherTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");

  private final DeliveryBatcher deliveryBatcher =
      new DeliveryBatcher(3, 10_000, new ObjectMapper());

  @Test
  void a_request_carries_as_many_updates_as_allowed_in_order() {
    var batches = deliveryBatcher.of(aWebhook(), 0, updates(10, 17));

    assertThat(batches).extracting(DeliveryBatch::updates).containsExactly(3, 3, 1);
    assertThat(batches).extracting(DeliveryBatch::next).containsExactly(13L, 16L, 17L);
    assertThat(text(batches.getLast()))
        .isEqualTo(
            "{\"type\":\"updates\",\"updates\":[{\"subscriber\":\"bob\",\"subject\":\"alice\",\"kind\":\"removed\"}]}");
  }

  @Test
  void a_request_is_no_larger_than_allowed_unless_one_update_is() {
    var tight = new DeliveryBatcher(100, 130, new ObjectMapper());
    var tiny = new DeliveryBatcher(100, 1, new ObjectMapper());

    assertThat(tight.of(aWebhook(), 0, updates(0, 4)))
        .extracting(DeliveryBatch::updates)
        .containsExactly(2, 2);
    assertThat(tiny.of(aWebhook(), 0, updates(0, 2)))
        .extracting(DeliveryBatch::updates)
        .containsExactly(1, 1);
  }

  @Test
  void unwanted_kinds_are_left_out() {
    var webhook = aWebhook().kinds(Set.of(Update.Kind.JOINED));

    assertThat(deliveryBatcher.of(webhook, 0, updates(0, 4))).isEmpty();
  }

  @Test
  void an_id_depends_on_the_updates_and_their_offsets() {
    var id = deliveryBatcher.of(aWebhook(), 0, updates(0, 2)).getFirst().id();

    assertThat(deliveryBatcher.of(aWebhook(), 0, updates(0, 2)).getFirst().id()).isEqualTo(id);
    assertThat(deliveryBatcher.of(aWebhook(), 0, updates(0, 3)).getFirst().id()).isNotEqualTo(id);
    assertThat(deliveryBatcher.of(aWebhook(), 0, updates(1, 3)).getFirst().id()).isNotEqualTo(id);
    assertThat(deliveryBatcher.of(aWebhook(), 1, updates(0, 2)).getFirst().id()).isNotEqualTo(id);
  }

  private static List<StoredUpdate> updates(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(offset -> new StoredUpdate(offset, removed()))
        .toList();
  }

  private static Update removed() {
    var version = new Version(Position.NONE, Position.NONE);
    return new Update(BOB, ALICE, Update.Kind.REMOVED, View.nothing(ALICE), version);
  }

  private static String text(DeliveryBatch deliveryBatch) {
    return new String(deliveryBatch.body(), UTF_8);
  }
}
