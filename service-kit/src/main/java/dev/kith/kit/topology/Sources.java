package dev.kith.kit.topology;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** How records enter a topology: as bytes, so that one that cannot be read stops nobody. */
public final class Sources {

  private Sources() {}

  /** Adds the source node {@code node} and, behind it, the node {@code read-node} that reads it. */
  public static <T> void add(
      Topology topology,
      String node,
      TopologyContext topologyContext,
      ReadRecords.Source<T> source) {
    add(topology, node, topologyContext, source, new FailOnInvalidTimestamp());
  }

  /** As above, with the time that decides which of a task's topics has its turn. */
  public static <T> void add(
      Topology topology,
      String node,
      TopologyContext topologyContext,
      ReadRecords.Source<T> source,
      TimestampExtractor time) {
    var bytes = new ByteArrayDeserializer();
    topology
        .addSource(AutoOffsetReset.earliest(), node, time, bytes, bytes, source.topic().name())
        .addProcessor("read-" + node, () -> new ReadRecords<>(topologyContext, source), node);
  }
}
