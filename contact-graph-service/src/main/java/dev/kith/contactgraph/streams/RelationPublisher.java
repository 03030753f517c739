package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.SinkNames;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Relation;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Publisher of changed relations: mirrors to the peers' partitions, and {@code kith.relations}. */
record RelationPublisher(ProcessorContext<byte[], SpecificRecord> context) {

  /**
   * Forwards the owner's half-edges to their peers' partition.
   *
   * @param batch half-edges to peers of one partition
   * @param changedAt when the event was appended that changed them; empty if that is unknown
   */
  void mirrors(
      Address owner,
      SortedMap<Address, HalfEdge> batch,
      long timestamp,
      Optional<Instant> changedAt) {
    var key = MirrorCodec.key(owner, batch);
    var value = MirrorCodec.write(owner, batch, changedAt);
    context.forward(new Record<>(key, value, timestamp), SinkNames.MIRRORS_OUT);
  }

  /** Forwards both half-edges as known in the owner's partition. */
  void relation(Address owner, Address peer, Relation relation, long timestamp) {
    var key = Keys.join(owner.text(), peer.text());
    var value = HalfEdgeCodec.writeRelation(owner, peer, relation);
    context.forward(new Record<>(key, value, timestamp), SinkNames.RELATIONS_OUT);
  }
}
