package dev.kith.kit.streams;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Placement;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Partition ownership: the partition of an address, the node that owns it, and the local stores.
 */
@ApplicationScoped
public class PartitionOwners {

  private final StreamsLifecycle life;
  private final PauseDetector pauseDetector;
  private final int count;
  private final HostInfo here;

  PartitionOwners(StreamsLifecycle life, PauseDetector pauseDetector, KithConfig settings) {
    this.life = life;
    this.pauseDetector = pauseDetector;
    this.count = settings.topics().partitions();
    var url = settings.node().url();
    this.here = new HostInfo(url.getHost(), url.getPort());
  }

  public int of(Address address) {
    return Placement.WHOLE_KEY.partition(address.text().getBytes(StandardCharsets.UTF_8), count);
  }

  public TopicPartition journalOf(Address address) {
    return journal(of(address));
  }

  /** Journal partition with that number. */
  public TopicPartition journal(int number) {
    return new TopicPartition(Topics.JOURNAL.name(), number);
  }

  /** Partition count. */
  public int count() {
    return count;
  }

  /** Partitions that this node owns, ascending. */
  List<Integer> here() {
    return IntStream.range(0, count)
        .filter(number -> owner(number).filter(Node::isHere).isPresent())
        .boxed()
        .toList();
  }

  /** Partitions that a task of this node processes now, ascending. */
  public List<Integer> served() {
    if (!life.state().isReady() || pauseDetector.isInDoubt()) {
      return List.of();
    }
    return life.streams().stream()
        .flatMap(streams -> streams.metadataForLocalThreads().stream())
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> task.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(Topics.JOURNAL.name()))
        .map(TopicPartition::partition)
        .distinct()
        .sorted()
        .toList();
  }

  /** Node that owns the address; empty while it is unknown. */
  public Optional<Node> owner(Address address) {
    return owner(of(address));
  }

  /** Node that owns the partition with that number; empty while it is unknown. */
  public Optional<Node> owner(int number) {
    if (pauseDetector.isInDoubt()) {
      return Optional.empty();
    }
    var partition = journal(number);
    try {
      return life.streams().stream()
          .flatMap(streams -> streams.metadataForAllStreamsClients().stream())
          .filter(client -> client.topicPartitions().contains(partition))
          .findFirst()
          .map(client -> new Node(client.hostInfo(), client.hostInfo().equals(here)));
    } catch (InvalidStateStoreException | IllegalStateException notRunning) {
      return Optional.empty();
    }
  }

  /**
   * Local part of a store that holds the address's partition.
   *
   * @throws NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, Address address) {
    return store(name, of(address));
  }

  /**
   * Local part of a store for the partition with that number.
   *
   * @throws NotHere if this node does not own the partition, or not yet
   */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name, int partition) {
    if (pauseDetector.isInDoubt()) {
      throw new NotHere();
    }
    var query =
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition);
    try {
      return life.streams().orElseThrow(NotHere::new).store(query);
    } catch (InvalidStateStoreException | IllegalStateException notYet) {
      throw new NotHere();
    }
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
