package dev.kith.kit.topology;

import static org.assertj.core.api.Assertions.assertThat;

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
}
