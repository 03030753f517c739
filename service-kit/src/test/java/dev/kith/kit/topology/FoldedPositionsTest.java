package dev.kith.kit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.halt.HaltedPartitions.Halt;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FoldedPositionsTest {

  private static final TopicPartition PARTITION = new TopicPartition("kith.journal", 2);

  private final FoldedPositions folded = new FoldedPositions();

  @Test
  void a_wait_for_a_position_ends_as_soon_as_it_is_folded() {
    var five = folded.await(PARTITION, 5);
    var seven = folded.await(PARTITION, 7);

    folded.advance(PARTITION, 6);

    assertThat(five).isCompleted();
    assertThat(seven).isNotDone();
  }

  @Test
  void what_is_folded_already_is_not_waited_for() {
    folded.advance(PARTITION, 6);

    assertThat(folded.await(PARTITION, 6)).isCompleted();
  }

  @Test
  void another_partition_says_nothing_about_this_one() {
    folded.advance(new TopicPartition("kith.journal", 3), 100);

    assertThat(folded.await(PARTITION, 0)).isNotDone();
  }

  @Test
  void a_partition_that_left_this_node_is_not_known_here() {
    folded.advance(PARTITION, 6);

    folded.forget(PARTITION);

    assertThat(folded.folded(PARTITION)).isEqualTo(-1);
    assertThat(folded.await(PARTITION, 6)).isNotDone();
  }

  @Test
  void a_cancelled_wait_does_not_delay_others() {
    var givenUp = folded.await(PARTITION, 5);
    var patient = folded.await(PARTITION, 5);

    givenUp.cancel(false);
    folded.advance(PARTITION, 5);

    assertThat(givenUp).isCancelled();
    assertThat(patient).isCompleted();
  }

  @Test
  void the_end_of_a_partition_is_asked_again_after_a_failure() {
    var attempts = new AtomicInteger();
    var asked = new FoldedPositions(Runnable::run);

    asked.start(
        PARTITION,
        5,
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new KafkaException("no leader");
          }
          return 5;
        });

    assertThat(asked.isCaughtUp(PARTITION, Optional.empty())).isTrue();
  }

  @Test
  void an_end_that_comes_after_the_task_has_ended_is_not_used() {
    var lookups = new ArrayList<Runnable>();
    var asked = new FoldedPositions(lookups::add);
    asked.start(PARTITION, 5, () -> 5);
    asked.forget(PARTITION);
    asked.start(PARTITION, 3, () -> 6);

    lookups.getFirst().run();
    asked.advance(PARTITION, 5);
    assertThat(asked.isCaughtUp(PARTITION, Optional.empty())).isFalse();

    lookups.getLast().run();
    asked.advance(PARTITION, 6);
    assertThat(asked.isCaughtUp(PARTITION, Optional.empty())).isTrue();
  }

  @Test
  void a_halted_partition_has_caught_up_when_all_in_front_of_the_halt_is_folded() {
    var asked = new FoldedPositions(Runnable::run);
    asked.start(PARTITION, 5, () -> 12);

    assertThat(asked.isCaughtUp(PARTITION, haltAt(10, 7))).isFalse();
    asked.advance(PARTITION, 7);

    // the offsets 8 and 9 are those of transaction markers
    assertThat(asked.isCaughtUp(PARTITION, haltAt(10, 7))).isTrue();
    assertThat(asked.isCaughtUp(PARTITION, haltAt(10, Long.MAX_VALUE))).isFalse();
    assertThat(asked.isCaughtUp(PARTITION, Optional.empty())).isFalse();
  }

  @Test
  void a_halt_behind_what_is_folded_does_not_count() {
    var asked = new FoldedPositions(Runnable::run);
    asked.start(PARTITION, 7, () -> 9);

    assertThat(asked.isCaughtUp(PARTITION, haltAt(4, 3))).isFalse();
  }

  private static Optional<Halt> haltAt(long offset, long last) {
    return Optional.of(new Halt(offset, last, "no", false));
  }
}
