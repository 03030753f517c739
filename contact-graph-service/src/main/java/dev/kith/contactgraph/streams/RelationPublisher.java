package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.SinkNames;
import dev.kith.domain.Address;
import dev.kith.domain.Relation;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Publisher of changed relations: mirrors to the peers' partitions, and {@code kith.relations}. */
record RelationPublisher(ProcessorContext<byte[], SpecificRecord> context) {

  /**
   * Forwards the owner's half-edge to the peer's partition.
   *
   * @param changedAt when the event was appended that changed it; empty if that is unknown
   */
  void mirror(
      Address owner, Address peer, Relation relation, long timestamp, Optional<Instant> changedAt) {
    var key = Keys.join(peer.text(), owner.text());
    var value = HalfEdgeCodec.writeMirror(owner, peer, relation.own(), changedAt);
    context.forward(new Record<>(key, value, timestamp), SinkNames.MIRRORS_OUT);
  }

  /** Forwards both half-edges as known in the owner's partition. */
  void relation(Address owner, Address peer, Relation relation, long timestamp) {
    var key = Keys.join(owner.text(), peer.text());
    var value = HalfEdgeCodec.writeRelation(owner, peer, relation);
    context.forward(new Record<>(key, value, timestamp), SinkNames.RELATIONS_OUT);
  }
}
