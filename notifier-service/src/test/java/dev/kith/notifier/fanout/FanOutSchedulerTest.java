package dev.kith.notifier.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.Update;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.streams.Events;
import dev.kith.notifier.topology.NotifierTopology;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutSchedulerTest {

  private static final Duration KEPT = Duration.ofDays(30);
  private static final long A_LOOK = Duration.ofMillis(1).toNanos();
  private static final long LONG = Duration.ofHours(1).toNanos();

  /** Every look at it takes a millisecond, so that slices take time. */
  private final AtomicLong clock = new AtomicLong();

  private final TopologyRun run =
      new TopologyRun(
          new NotifierTopology(
              1, KEPT, new Slice.Limits(2, Duration.ofMinutes(1), () -> clock.addAndGet(A_LOOK))));

  @BeforeEach
  void seven_follow_alice() {
    run.journal("alice", Events.named("Alice"));
    for (var peer = 1; peer <= 7; peer++) {
      run.mirror("p" + peer, "alice", Events.subscribed(peer));
    }
    rested();
    told();
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void walks_rest_after_each_slice() {
    run.journal("alice", Events.status("out"));

    assertThat(told()).containsExactly("alice out", "p1 out", "p2 out");
    rested();
    assertThat(told()).containsExactly("p3 out", "p4 out");
    rested();
    assertThat(told()).containsExactly("p5 out", "p6 out");
  }

  @Test
  void a_change_meanwhile_is_told_to_few_and_takes_the_place_of_the_one_before() {
    run.journal("alice", Events.status("out"));
    told();

    run.journal("alice", Events.status("back"));

    assertThat(told()).containsExactly("alice back", "p3 back");
    for (var turn = 0; turn < 6; turn++) {
      rested();
    }
    assertThat(told())
        .containsExactly("p4 back", "p5 back", "p6 back", "p7 back", "p1 back", "p2 back");
  }

  @Test
  void somebody_else_with_a_small_audience_is_not_made_to_wait() {
    run.journal("alice", Events.status("out"));
    told();

    run.mirror("p1", "bob", Events.subscribed(9));
    run.journal("bob", Events.named("Bob"));

    assertThat(told()).contains("bob null", "p1 null");
  }

  /** Time enough for one more slice. */
  private void rested() {
    clock.addAndGet(LONG);
    run.pass(Duration.ofMillis(1));
  }

  private List<String> told() {
    return run.out(Topics.UPDATES).stream()
        .map(out -> {
          var update = (Update) out.value();
          return update.getSubscriber() + " " + update.getView().getStatus();
        })
        .toList();
  }
}
