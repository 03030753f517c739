package dev.kith.kit.topology;

import dev.kith.kit.trace.Traces;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Sinks of a topology, which write records in wire format and place them as their topic requires.
 */
public final class Sinks {

  private Sinks() {}

  /** Adds a sink node for Avro records with byte keys; null is a tombstone. */
  public static void add(
      Topology topology, String node, Topic topic, WireFormat wire, String... parents) {
    Serializer<SpecificRecord> values = new Values(topic, wire);
    @SuppressWarnings("removal") // the method that replaces it calls this one
    StreamPartitioner<byte[], SpecificRecord> placed =
        (name, key, value, count) -> Optional.of(Set.of(topic.partition(key, count)));
    topology.addSink(node, topic.name(), new ByteArraySerializer(), values, placed, parents);
  }

  /** Serializer that also writes the trace context into the record's headers. */
  private record Values(Topic topic, WireFormat wire) implements Serializer<SpecificRecord> {

    @Override
    public byte @Nullable [] serialize(String name, @Nullable SpecificRecord record) {
      return record == null ? null : wire.write(topic, record);
    }

    @Override
    public byte @Nullable [] serialize(
        String name, Headers headers, @Nullable SpecificRecord record) {
      Traces.inject(headers);
      return serialize(name, record);
    }
  }

  /**
   * Adds the sink for unreadable records, which are written unchanged. Each sub-topology needs its
   * own.
   */
  public static void addDeadLetters(Topology topology, String node, String... readers) {
    topology.addSink(
        node,
        Topics.DEAD_LETTERS.name(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        readers);
  }
}
