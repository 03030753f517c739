package dev.kith.kit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

class TaskOwnersTest {

  private static final HostInfo HERE = new HostInfo("one", 1);
  private static final HostInfo THERE = new HostInfo("two", 2);

  /** Of 4 partitions; alice belongs to 1, bob to 2. */
  private static final DeliveryPartitions PARTITIONS = new DeliveryPartitions(4);

  private boolean isInDoubt;
  private int behind = -1;
  private final TaskOwners delivery = owners("kith.fanout");
  private final TaskOwners journal = owners("kith.journal");

  @Test
  void each_kind_of_tasks_has_owners_of_its_own() {
    assertThat(delivery.owner(new Address("alice"))).contains(new PartitionOwners.Node(HERE, true));
    assertThat(delivery.owner(new Address("bob"))).contains(new PartitionOwners.Node(THERE, false));
    assertThat(journal.owner(new Address("alice")))
        .contains(new PartitionOwners.Node(THERE, false));
    assertThat(delivery.here()).containsExactly(0, 1);
    assertThat(journal.here()).containsExactly(3);
  }

  @Test
  void a_kind_that_no_node_has_does_not_exist() {
    assertThat(delivery.exist()).isTrue();
    assertThat(owners("kith.messages").exist()).isFalse();
  }

  @Test
  void a_partition_without_an_owner_has_none() {
    assertThat(journal.owner(0)).isEmpty();
  }

  @Test
  void after_a_pause_nothing_is_known() {
    isInDoubt = true;

    assertThat(delivery.owner(1)).isEmpty();
    assertThatThrownBy(() -> delivery.store("places", 1))
        .isInstanceOf(PartitionOwners.NotHere.class);
  }

  @Test
  void a_store_that_moves_is_not_here() {
    assertThatThrownBy(() -> delivery.store("places", new Address("bob")))
        .isInstanceOf(PartitionOwners.NotHere.class);
  }

  @Test
  void a_store_that_is_behind_what_was_acknowledged_is_not_here_yet() {
    assertThat(journal.store("places", 3)).isNotNull();

    behind = 3;

    assertThat(journal.isCaughtUp(3)).isFalse();
    assertThatThrownBy(() -> journal.store("places", 3))
        .isInstanceOf(PartitionOwners.NotHere.class);
  }

  private TaskOwners owners(String topic) {
    var clients =
        List.<StreamsMetadata>of(
            new Client(HERE, Map.of("kith.fanout", Set.of(0, 1), "kith.journal", Set.of(3))),
            new Client(THERE, Map.of("kith.fanout", Set.of(2, 3), "kith.journal", Set.of(1, 2))));
    return new TaskOwners(
        new TaskOwners.Partitions(
            topic, PARTITIONS.count(), PARTITIONS::of, number -> number != behind),
        new TaskOwners.Group(
            HERE,
            () -> isInDoubt,
            () -> clients,
            (name, partition) -> {
              if (partition == 3) {
                return new InMemoryKeyValueStore(name);
              }
              throw new InvalidStateStoreException(name + " moves");
            }));
  }

  private record Client(HostInfo hostInfo, Map<String, Set<Integer>> partitions)
      implements StreamsMetadata {

    @Override
    public Set<String> stateStoreNames() {
      return Set.of();
    }

    @Override
    public Set<TopicPartition> topicPartitions() {
      return partitions.entrySet().stream()
          .flatMap(topic ->
              topic.getValue().stream().map(number -> new TopicPartition(topic.getKey(), number)))
          .collect(Collectors.toSet());
    }

    @Override
    public Set<TopicPartition> standbyTopicPartitions() {
      return Set.of();
    }

    @Override
    public Set<String> standbyStateStoreNames() {
      return Set.of();
    }

    @Override
    public String host() {
      return hostInfo.host();
    }

    @Override
    public int port() {
      return hostInfo.port();
    }
  }
}
