package dev.kith.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Lane lane = new Lane(Reached.nothing(1, 0, 5), 10);

  @Test
  void one_is_under_way_at_a_time_and_in_order() {
    lane.take(List.of(batch("a", 12), batch("b", 14)), 20);

    assertThat(lane.send(System.nanoTime())).map(Batch::id).contains("a");
    assertThat(lane.send(System.nanoTime())).isEmpty();
    lane.taken(NOW);
    assertThat(lane.send(System.nanoTime())).map(Batch::id).contains("b");
  }

  @Test
  void only_what_was_taken_is_committed() {
    lane.take(List.of(batch("a", 12), batch("b", 14)), 20);
    assertThat(lane.toCommit()).isEmpty();

    lane.send(System.nanoTime());
    assertThat(lane.toCommit()).isEmpty();
    lane.taken(NOW);
    assertThat(lane.toCommit()).contains(12L);
    lane.send(System.nanoTime());
    lane.taken(NOW);
    assertThat(lane.toCommit()).contains(20L);
  }

  @Test
  void what_nobody_wants_is_committed_at_once_unless_something_waits_before_it() {
    lane.take(List.of(), 15);
    assertThat(lane.toCommit()).contains(15L);

    lane.take(List.of(batch("a", 17)), 18);
    lane.take(List.of(), 25);
    assertThat(lane.toCommit()).contains(15L);
  }

  @Test
  void one_that_failed_comes_again_when_it_is_time() {
    lane.take(List.of(batch("a", 12)), 12);
    lane.send(System.nanoTime());
    lane.failed(NOW, "why");
    lane.pause(Duration.ofMinutes(1));

    assertThat(lane.send(System.nanoTime())).isEmpty();
    assertThat(lane.send(System.nanoTime() + Duration.ofMinutes(2).toNanos()))
        .map(Batch::id)
        .contains("a");
  }

  @Test
  void it_fails_since_the_first_failure_and_no_longer_when_one_was_taken() {
    lane.take(List.of(batch("a", 12)), 12);
    lane.failed(NOW, "first");
    lane.failed(NOW.plusSeconds(60), "second");

    assertThat(lane.reached().failingSince()).contains(NOW);
    assertThat(lane.reached().lastFailure()).map(Reached.Failure::cause).contains("second");
    lane.taken(NOW.plusSeconds(61));
    assertThat(lane.reached().failingSince()).isEmpty();
  }

  @Test
  void what_failed_before_it_was_enabled_again_does_not_count() {
    lane.take(List.of(batch("a", 12)), 12);
    lane.send(System.nanoTime());
    lane.failed(NOW, "why");
    lane.pause(Duration.ofMinutes(1));

    lane.begin(2);

    assertThat(lane.reached().failingSince()).isEmpty();
    assertThat(lane.send(System.nanoTime())).map(Batch::id).contains("a");
    assertThat(lane.failed(NOW, "again")).isEqualTo(1);
  }

  private static Batch batch(String id, long next) {
    return new Batch(id, new byte[0], 1, next);
  }
}
