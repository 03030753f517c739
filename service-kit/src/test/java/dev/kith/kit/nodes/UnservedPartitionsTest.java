package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.streams.PartitionOwners;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class UnservedPartitionsTest {

  private static final PartitionOwners.Node HERE =
      new PartitionOwners.Node(new HostInfo("a", 1), true);
  private static final PartitionOwners.Node OTHER =
      new PartitionOwners.Node(new HostInfo("b", 1), false);

  private final Map<TopicPartition, PartitionOwners.Node> owners = new HashMap<>();
  private final Map<PartitionOwners.Node, Set<TopicPartition>> answers = new HashMap<>();
  private Set<TopicPartition> servedHere = Set.of();

  @Test
  void all_are_served_by_this_node_and_another() {
    own(HERE, 0, 2);
    own(OTHER, 1, 3);
    servedHere = journal(0, 2);
    answers.put(OTHER, journal(1, 3));

    assertThat(survey().unserved()).isEmpty();
  }

  @Test
  void what_a_dead_node_was_given_is_served_by_no_node() {
    own(HERE, 0, 2);
    own(OTHER, 1, 3);
    servedHere = journal(0, 2);

    assertThat(survey().unserved()).isEqualTo(journal(1, 3));
  }

  @Test
  void what_its_owner_does_not_work_on_is_not_served() {
    own(HERE, 0, 2);
    own(OTHER, 1, 3);
    servedHere = journal(0);
    answers.put(OTHER, journal(3));

    assertThat(survey().unserved()).isEqualTo(journal(1, 2));
    assertThat(survey().isServedHere()).isFalse();
  }

  @Test
  void what_was_given_to_no_node_is_not_served() {
    own(HERE, 0, 1, 2);
    servedHere = journal(0, 1, 2);

    assertThat(survey().unserved()).isEqualTo(journal(3));
    assertThat(survey().isServedHere()).isTrue();
  }

  private void own(PartitionOwners.Node node, int... numbers) {
    journal(numbers).forEach(partition -> owners.put(partition, node));
  }

  private static Set<TopicPartition> journal(int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(number -> new TopicPartition("kith.journal", number))
        .collect(Collectors.toSet());
  }

  private UnservedPartitions.Survey survey() {
    return new UnservedPartitions.Survey(
        () -> List.copyOf(journal(0, 1, 2, 3)),
        partition -> Optional.ofNullable(owners.get(partition)),
        () -> servedHere,
        node ->
            answers.containsKey(node)
                ? CompletableFuture.completedFuture(answers.get(node))
                : CompletableFuture.failedFuture(new IllegalStateException("no answer")));
  }
}
