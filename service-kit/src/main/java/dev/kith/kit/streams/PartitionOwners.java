package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.halt.HaltedPartitions;
import dev.kith.kit.membership.PauseDetector;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.schemas.Placement;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Partition ownership: the partition of an address, the node that owns it, and the local stores.
 * The methods of this class are about the tasks of the journal's partitions; {@link #delivery} is
 * about those of the delivery partitions.
 */
@ApplicationScoped
public class PartitionOwners {

  private static final Set<String> TOPICS = Set.of(Topics.JOURNAL.name(), Topics.FANOUT.name());

  private final StreamsLifecycle life;
  private final PauseDetector pauseDetector;
  private final HaltedPartitions halted;
  private final TaskOwners journal;
  private final TaskOwners delivery;

  PartitionOwners(
      StreamsLifecycle life,
      PauseDetector pauseDetector,
      KithConfig settings,
      DeliveryPartitions deliveryPartitions,
      FoldedPositions foldedPositions,
      HaltedPartitions halted) {
    this.life = life;
    this.pauseDetector = pauseDetector;
    this.halted = halted;
    var url = settings.node().url();
    var group =
        new TaskOwners.Group(
            new HostInfo(url.getHost(), url.getPort()),
            pauseDetector::isInDoubt,
            () -> life.streams().map(KafkaStreams::metadataForAllStreamsClients).orElseGet(Set::of),
            this::localStore);
    var count = settings.topics().partitions();
    journal =
        new TaskOwners(
            new TaskOwners.Partitions(
                Topics.JOURNAL.name(),
                count,
                address -> Placement.WHOLE_KEY.partition(address.text().getBytes(UTF_8), count),
                number -> foldedPositions.isCaughtUp(journal(number), halted.of(journal(number)))),
            group);
    delivery =
        new TaskOwners(
            new TaskOwners.Partitions(
                Topics.FANOUT.name(),
                deliveryPartitions.count(),
                deliveryPartitions::of,
                _ -> true),
            group);
  }

  /** The tasks of the delivery partitions, which are placed by the users who follow. */
  public TaskOwners delivery() {
    return delivery;
  }

  public int of(Address address) {
    return journal.of(address);
  }

  public TopicPartition journalOf(Address address) {
    return journal(of(address));
  }

  /** Journal partition with that number. */
  public TopicPartition journal(int number) {
    return journal.partition(number);
  }

  /**
   * Whether the stores of the partition with that number are on this node and hold all that was
   * acknowledged. After a crash they do not until the journal's last records are folded again.
   */
  public boolean isCaughtUp(int number) {
    return journal.isCaughtUp(number);
  }

  /** Partition count. */
  public int count() {
    return journal.count();
  }

  /** Partitions that this node owns, ascending. */
  List<Integer> here() {
    return journal.here();
  }

  /** All partitions that have tasks: the journal's, and those for delivery if there are such. */
  public List<TopicPartition> all() {
    return Stream.of(journal, delivery)
        .filter(owners -> owners == journal || owners.exist())
        .flatMap(TaskOwners::all)
        .toList();
  }

  /** Node that owns one of {@link #all}; empty while it is unknown. */
  public Optional<Node> owner(TopicPartition partition) {
    var owners = partition.topic().equals(Topics.FANOUT.name()) ? delivery : journal;
    return owners.owner(partition.partition());
  }

  /** Those of {@link #all} that a task of this node processes now. */
  public Set<TopicPartition> served() {
    if (!life.state().isReady() || pauseDetector.isInDoubt()) {
      return Set.of();
    }
    return ofLocalTasks()
        .filter(partition -> TOPICS.contains(partition.topic()))
        .collect(Collectors.toSet());
  }

  /** The halted partitions of this node's tasks. */
  public SortedMap<TopicPartition, HaltedPartitions.Halt> halts() {
    return halted.among(ofLocalTasks().collect(Collectors.toSet()));
  }

  private Stream<TopicPartition> ofLocalTasks() {
    return life.streams().stream()
        .flatMap(streams -> streams.metadataForLocalThreads().stream())
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream());
  }

  /** Node that owns the address; empty while it is unknown. */
  public Optional<Node> owner(Address address) {
    return journal.owner(address);
  }

  /** Node that owns the partition with that number; empty while it is unknown. */
  public Optional<Node> owner(int number) {
    return journal.owner(number);
  }

  /**
   * Local part of a store that holds the address's partition.
   *
   * @throws NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, Address address) {
    return journal.store(name, address);
  }

  /**
   * Local part of a store for the partition with that number.
   *
   * @throws NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
    return journal.store(name, partition);
  }

  private ReadOnlyKeyValueStore<Bytes, byte[]> localStore(String name, int partition) {
    var query =
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition);
    return life.streams().orElseThrow(NotHere::new).store(query);
  }

  /** Node of this service. */
  public record Node(HostInfo host, boolean isHere) {
    public URI url() {
      return URI.create("http://" + host.host() + ":" + host.port());
    }
  }

  /** The partition is moving to or from this node. */
  public static final class NotHere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHere() {
      super("The partition is not on this node");
    }
  }
}
