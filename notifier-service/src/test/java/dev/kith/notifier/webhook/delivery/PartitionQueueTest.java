package dev.kith.notifier.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.webhook.DeliveryProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionQueueTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final PartitionQueue partitionQueue =
      new PartitionQueue(DeliveryProgress.nothing(1, 0, 5), 10);

  @Test
  void batches_are_sent_one_at_a_time_and_in_order() {
    partitionQueue.take(List.of(batch("a", 12), batch("b", 14)), 20);

    assertThat(partitionQueue.send(System.nanoTime())).map(DeliveryBatch::id).contains("a");
    assertThat(partitionQueue.send(System.nanoTime())).isEmpty();
    partitionQueue.taken(NOW);
    assertThat(partitionQueue.send(System.nanoTime())).map(DeliveryBatch::id).contains("b");
  }

  @Test
  void only_accepted_batches_are_committed() {
    partitionQueue.take(List.of(batch("a", 12), batch("b", 14)), 20);
    assertThat(partitionQueue.toCommit()).isEmpty();

    partitionQueue.send(System.nanoTime());
    assertThat(partitionQueue.toCommit()).isEmpty();
    partitionQueue.taken(NOW);
    assertThat(partitionQueue.toCommit()).contains(12L);
    partitionQueue.send(System.nanoTime());
    partitionQueue.taken(NOW);
    assertThat(partitionQueue.toCommit()).contains(20L);
  }

  @Test
  void unwanted_updates_are_committed_at_once_unless_a_batch_waits_before_them() {
    partitionQueue.take(List.of(), 15);
    assertThat(partitionQueue.toCommit()).contains(15L);

    partitionQueue.take(List.of(batch("a", 17)), 18);
    partitionQueue.take(List.of(), 25);
    assertThat(partitionQueue.toCommit()).contains(15L);
  }

  @Test
  void a_failed_batch_is_sent_again_after_its_pause() {
    partitionQueue.take(List.of(batch("a", 12)), 12);
    partitionQueue.send(System.nanoTime());
    partitionQueue.failed(NOW, "why");
    partitionQueue.pause(Duration.ofMinutes(1));

    assertThat(partitionQueue.send(System.nanoTime())).isEmpty();
    assertThat(partitionQueue.send(System.nanoTime() + Duration.ofMinutes(2).toNanos()))
        .map(DeliveryBatch::id)
        .contains("a");
  }

  @Test
  void failing_since_is_the_first_failure_and_ends_with_a_success() {
    partitionQueue.take(List.of(batch("a", 12)), 12);
    partitionQueue.failed(NOW, "first");
    partitionQueue.failed(NOW.plusSeconds(60), "second");

    assertThat(partitionQueue.reached().failingSince()).contains(NOW);
    assertThat(partitionQueue.reached().lastFailure())
        .map(DeliveryProgress.Failure::cause)
        .contains("second");
    partitionQueue.taken(NOW.plusSeconds(61));
    assertThat(partitionQueue.reached().failingSince()).isEmpty();
  }

  @Test
  void failures_from_before_a_new_generation_do_not_count() {
    partitionQueue.take(List.of(batch("a", 12)), 12);
    partitionQueue.send(System.nanoTime());
    partitionQueue.failed(NOW, "why");
    partitionQueue.pause(Duration.ofMinutes(1));

    partitionQueue.begin(2);

    assertThat(partitionQueue.reached().failingSince()).isEmpty();
    assertThat(partitionQueue.send(System.nanoTime())).map(DeliveryBatch::id).contains("a");
    assertThat(partitionQueue.failed(NOW, "again")).isEqualTo(1);
  }

  private static DeliveryBatch batch(String id, long next) {
    return new DeliveryBatch(id, new byte[0], 1, next);
  }
}
