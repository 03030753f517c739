package dev.kith.notifier.subject;

import dev.kith.kit.trace.Traces;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sink of {@code kith.fanout}, which writes each record to the partition that it names. */
public final class FanOutSink {

  private FanOutSink() {}

  /** Adds a sink node for {@link PlacedRecord}s with byte keys. */
  public static void add(Topology topology, String node, WireFormat wire, String... parents) {
    Serializer<PlacedRecord> values = new Values(wire);
    @SuppressWarnings("removal") // the method that replaces it calls this one
    StreamPartitioner<byte[], PlacedRecord> placed =
        (topic, key, record, count) -> Optional.of(Set.of(record.partition()));
    topology.addSink(
        node, Topics.FANOUT.name(), new ByteArraySerializer(), values, placed, parents);
  }

  /** Serializer that also writes the trace context into the record's headers. */
  private record Values(WireFormat wire) implements Serializer<PlacedRecord> {

    @Override
    public byte[] serialize(String topic, PlacedRecord record) {
      return wire.write(Topics.FANOUT, record.value());
    }

    @Override
    public byte[] serialize(String topic, Headers headers, PlacedRecord record) {
      Traces.inject(headers);
      return serialize(topic, record);
    }
  }
}
