package dev.kith.kit.halt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HaltedPartitionsTest {

  private static final TopicPartition JOURNAL = new TopicPartition("kith.journal", 0);
  private static final TopicPartition FANOUT = new TopicPartition("kith.fanout", 3);

  private final HaltedPartitions halted = new HaltedPartitions();

  @Test
  void a_partition_that_moved_to_another_node_is_not_halted_here() {
    halted.halt(JOURNAL, 7, "poison");

    assertThat(halted.among(Set.of(JOURNAL))).containsOnlyKeys(JOURNAL);
    assertThat(halted.among(Set.of())).isEmpty();
  }

  @Test
  void a_delivery_partition_is_halted_here_whichever_journal_partitions_are_here() {
    halted.halt(FANOUT, 7, "poison");

    assertThat(halted.among(Set.of(new TopicPartition("kith.journal", 1), FANOUT)))
        .containsOnlyKeys(FANOUT);
    assertThat(halted.among(Set.of(new TopicPartition("kith.journal", 3)))).isEmpty();
  }

  @Test
  void a_whole_partition_is_halted_until_its_task_releases_it() {
    halted.haltWhole(FANOUT, "rebuild the stores");

    assertThat(halted.among(Set.of())).containsOnlyKeys(FANOUT);

    halted.release(FANOUT);

    assertThat(halted.among(Set.of())).isEmpty();
  }
}
