package dev.kith.kit.topology;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Sources of a topology, which read bytes, so that an unreadable record does not stop the task. */
public final class Sources {

  private Sources() {}

  /**
   * Adds the source node {@code node} and, behind it, the node {@code read-node} that reads its
   * records.
   */
  public static <T> void add(
      Topology topology,
      String node,
      TopologyContext topologyContext,
      ReadRecords.Source<T> source) {
    add(topology, node, topologyContext, source, new FailOnInvalidTimestamp());
  }

  /**
   * Like {@link #add(Topology, String, TopologyContext, ReadRecords.Source)}, with the timestamps
   * that determine the order in which a task processes its topics.
   */
  public static <T> void add(
      Topology topology,
      String node,
      TopologyContext topologyContext,
      ReadRecords.Source<T> source,
      TimestampExtractor time) {
    var bytes = new ByteArrayDeserializer();
    topology
        .addSource(AutoOffsetReset.earliest(), node, time, bytes, bytes, source.topic().name())
        .addProcessor(
            "read-" + node,
            TaskProcessor.of((ProcessorContext<byte[], Object> context) ->
                new ReadRecords<>(context, topologyContext, source)),
            node);
  }
}
