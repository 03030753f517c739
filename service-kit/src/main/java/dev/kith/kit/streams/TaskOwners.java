package dev.kith.kit.streams;

import dev.kith.domain.Address;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Owners of the tasks that read one topic, and the local stores of these tasks. A service can have
 * several kinds of tasks, and each kind has its own partitions.
 */
public final class TaskOwners {

  private final Partitions partitions;
  private final Group group;

  /**
   * Partitions of one kind of tasks.
   *
   * @param topic topic that only this kind of tasks reads
   * @param of from an address to its partition
   * @param isCaughtUp whether the stores of a task of this node, by its partition, hold all that
   *     was acknowledged
   */
  record Partitions(String topic, int count, ToIntFunction<Address> of, IntPredicate isCaughtUp) {}

  /**
   * The nodes of a service, as this node knows them.
   *
   * @param here this node
   * @param isInDoubt whether what this node knows may be out of date
   * @param clients all nodes with their tasks; throws if the streams do not run
   */
  record Group(
      HostInfo here,
      BooleanSupplier isInDoubt,
      Supplier<? extends Collection<StreamsMetadata>> clients,
      Stores stores) {}

  /** Local part of a store for a partition; throws if it is not there. */
  @FunctionalInterface
  interface Stores {
    ReadOnlyKeyValueStore<Bytes, byte[]> get(String name, int partition);
  }

  TaskOwners(Partitions partitions, Group group) {
    this.partitions = partitions;
    this.group = group;
  }

  /** Partition of an address. */
  public int of(Address address) {
    return partitions.of().applyAsInt(address);
  }

  /** Partition count. */
  public int count() {
    return partitions.count();
  }

  /** Partition of the topic with that number. */
  TopicPartition partition(int number) {
    return new TopicPartition(partitions.topic(), number);
  }

  /** All partitions of the topic, ascending. */
  Stream<TopicPartition> all() {
    return IntStream.range(0, count()).mapToObj(this::partition);
  }

  /** Whether the service has tasks of this kind, as far as this node knows. */
  boolean exist() {
    return IntStream.range(0, count()).anyMatch(number -> owner(number).isPresent());
  }

  /** Partitions that this node owns, ascending. */
  List<Integer> here() {
    return IntStream.range(0, count())
        .filter(number -> owner(number).filter(PartitionOwners.Node::isHere).isPresent())
        .boxed()
        .toList();
  }

  /** Node that owns the address; empty while it is unknown. */
  public Optional<PartitionOwners.Node> owner(Address address) {
    return owner(of(address));
  }

  /** Node that owns the partition with that number; empty while it is unknown. */
  public Optional<PartitionOwners.Node> owner(int number) {
    if (group.isInDoubt().getAsBoolean()) {
      return Optional.empty();
    }
    var partition = partition(number);
    try {
      return group.clients().get().stream()
          .filter(client -> client.topicPartitions().contains(partition))
          .findFirst()
          .map(client ->
              new PartitionOwners.Node(client.hostInfo(), client.hostInfo().equals(group.here())));
    } catch (InvalidStateStoreException | IllegalStateException notRunning) {
      return Optional.empty();
    }
  }

  /** Whether the stores of the partition's task, on this node, hold all that was acknowledged. */
  boolean isCaughtUp(int partition) {
    return partitions.isCaughtUp().test(partition);
  }

  /**
   * Local part of a store that holds the address's partition.
   *
   * @throws PartitionOwners.NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, Address address) {
    return store(name, of(address));
  }

  /**
   * Local part of a store for the partition with that number.
   *
   * @throws PartitionOwners.NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
    if (group.isInDoubt().getAsBoolean() || !isCaughtUp(partition)) {
      throw new PartitionOwners.NotHere();
    }
    try {
      return group.stores().get(name, partition);
    } catch (InvalidStateStoreException | IllegalStateException notYet) {
      throw new PartitionOwners.NotHere();
    }
  }
}
