package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.SinkNames;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Publisher of an owner's half-edges: to {@code kith.relations}, and as mirrors to the peers'
 * partitions.
 *
 * @param partitions number of partitions of every topic
 */
record HalfEdgePublisher(ProcessorContext<byte[], SpecificRecord> context, int partitions) {

  /**
   * Forwards half-edges.
   *
   * @param halves the owner's half-edges, by peer
   * @param changedAt when the event was appended that changed them; empty if that is unknown
   */
  void publish(
      Address owner,
      SortedMap<Address, HalfEdge> halves,
      long timestamp,
      Optional<Instant> changedAt) {
    halves.forEach((peer, half) -> {
      var key = Keys.join(owner.text(), peer.text());
      var value = HalfEdgeCodec.writeState(owner, peer, half);
      context.forward(new Record<>(key, value, timestamp), SinkNames.RELATIONS_OUT);
    });
    for (var batch : MirrorBatches.of(halves, partitions)) {
      var key = MirrorCodec.key(owner, batch);
      var value = MirrorCodec.write(owner, batch, changedAt);
      context.forward(new Record<>(key, value, timestamp), SinkNames.MIRRORS_OUT);
    }
  }
}
