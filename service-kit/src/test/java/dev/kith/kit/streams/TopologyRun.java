package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.JournalEvent;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Test driver that runs a service's topology on one partition without a broker. */
public final class TopologyRun implements AutoCloseable {

  private final WireFormat wire = new WireFormat(new RegistryInMemory());
  private final Path folder = newFolder();
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();

  /** Written record: its key as text, its value as an Avro record. */
  public record Out(String key, SpecificRecord value) {}

  /** Starts without a rebuild. */
  public TopologyRun(ServiceTopology topology) {
    this(topology, (topic, partition) -> -1);
  }

  /**
   * Starts a topology.
   *
   * @param ends end offsets of the rebuild, up to which the topology issues no output
   */
  public TopologyRun(ServiceTopology topology, SourceEnds ends) {
    this(topology, ends, new FoldedPositions(Runnable::run));
  }

  /** Starts a topology that registers what it has folded in {@code folded}. */
  public TopologyRun(ServiceTopology topology, SourceEnds ends, FoldedPositions folded) {
    var topologyContext =
        new TopologyContext(topology.service(), wire, ends, folded, TopologyContext.Counts.NONE);
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-run");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    // each run has its own folder, since another one may run on this machine
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    this.driver = new TopologyTestDriver(topology.build(topologyContext), properties);
  }

  /** Description of the topology by Kafka Streams. */
  public static String describe(ServiceTopology topology) {
    var topologyContext =
        new TopologyContext(
            topology.service(),
            new WireFormat(new RegistryInMemory()),
            (topic, partition) -> -1,
            new FoldedPositions(),
            TopologyContext.Counts.NONE);
    return topology.build(topologyContext).describe().toString();
  }

  /** Appends an event of the owner to the journal; {@code id} is its CloudEvents id. */
  public void journal(String owner, JournalEvent event, String id) {
    var headers = new RecordHeaders();
    headers.add(Decoders.EVENT_ID, id.getBytes(UTF_8));
    var value = wire.write(Topics.JOURNAL, EventCodec.write(event, owner));
    input(Topics.JOURNAL).pipeInput(new TestRecord<>(owner.getBytes(UTF_8), value, headers));
  }

  public void journal(String owner, JournalEvent event) {
    journal(owner, event, "");
  }

  /** Delivers {@code owner}'s half-edge to {@code peer} to the peer's partition. */
  public void mirror(String owner, String peer, HalfEdge halfEdge) {
    mirror(owner, peer, halfEdge, Optional.empty());
  }

  /**
   * Delivers {@code owner}'s half-edge to {@code peer} to the peer's partition.
   *
   * @param changedAt when the event was appended that changed it
   */
  public void mirror(String owner, String peer, HalfEdge halfEdge, Optional<Instant> changedAt) {
    mirrors(owner, new TreeMap<>(Map.of(new Address(peer), halfEdge)), changedAt);
  }

  /**
   * Delivers {@code owner}'s half-edges to their peers' partition, in one record.
   *
   * @param changedAt when the event was appended that changed them
   */
  public void mirrors(
      String owner, SortedMap<Address, HalfEdge> halves, Optional<Instant> changedAt) {
    var address = new Address(owner);
    var value = MirrorCodec.write(address, halves, changedAt);
    raw(
        Topics.CONTACT_MIRRORS,
        MirrorCodec.key(address, halves),
        wire.write(Topics.CONTACT_MIRRORS, value));
  }

  /** Writes a record to a topic. */
  public void record(Topic topic, String key, SpecificRecord value) {
    raw(topic, key.getBytes(UTF_8), wire.write(topic, value));
  }

  /** Writes a record with a timestamp to a topic. */
  public void record(Topic topic, String key, SpecificRecord value, Instant at) {
    input(topic).pipeInput(new TestRecord<>(key.getBytes(UTF_8), wire.write(topic, value), at));
  }

  /** Writes raw bytes, as a foreign producer could. */
  public void raw(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
    input(topic).pipeInput(new TestRecord<>(key, value));
  }

  /** Advances the wall clock, for punctuators. */
  public void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Records written to {@code topic} since the last call. */
  public List<Out> out(Topic topic) {
    return records(topic).stream()
        .map(record -> new Out(new String(record.key(), UTF_8), wire.read(topic, record.value())))
        .toList();
  }

  /** Record that may be a tombstone, which has no value. */
  public record Keyed(String key, Optional<SpecificRecord> value) {}

  /** Records and tombstones written to {@code topic} since the last call. */
  public List<Keyed> values(Topic topic) {
    return records(topic).stream()
        .map(record ->
            new Keyed(
                new String(record.key(), UTF_8),
                Optional.ofNullable(record.value()).map(value -> wire.read(topic, value))))
        .toList();
  }

  /** Headers of the records written to {@code topic} since the last call. */
  public List<Headers> headers(Topic topic) {
    return records(topic).stream().map(TestRecord::headers).toList();
  }

  /** Store of the topology, for reading. */
  public KeyValueStore<Bytes, byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  /** Dead letters since the last call, with their headers. */
  public List<TestRecord<byte[], byte[]>> deadLetters() {
    return records(Topics.DEAD_LETTERS);
  }

  /** Codec that the run uses. */
  WireFormat wire() {
    return wire;
  }

  /** Bytes of the largest record written to a topic or changelog since the last call. */
  public long largest() {
    return driver.producedTopicNames().stream()
        .flatMap(name -> records(name).stream())
        .mapToLong(TopologyRun::size)
        .max()
        .orElse(0);
  }

  private static long size(TestRecord<byte[], byte[]> record) {
    var size = 0L;
    for (var header : record.headers()) {
      size += header.key().length() + header.value().length;
    }
    size += record.key() == null ? 0 : record.key().length;
    return size + (record.value() == null ? 0 : record.value().length);
  }

  private List<TestRecord<byte[], byte[]>> records(Topic topic) {
    return records(topic.name());
  }

  private List<TestRecord<byte[], byte[]>> records(String name) {
    return driver
        .createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private TestInputTopic<byte[], byte[]> input(Topic topic) {
    return inputs.computeIfAbsent(
        topic.name(),
        name ->
            driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(folder.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** In memory if possible, since the driver syncs each commit to the disk. */
  private static Path newFolder() {
    var memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "topology-run-")
          : Files.createTempDirectory("topology-run-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
