package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.SinkNames;
import dev.kith.domain.Address;
import dev.kith.domain.Relation;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.schemas.Keys;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What leaves for others when a relation has changed. */
record RelationPublisher(ProcessorContext<byte[], SpecificRecord> context) {

  /** The owner's half, to the peer's partition. */
  void mirror(Address owner, Address peer, Relation relation, long timestamp) {
    var key = Keys.join(peer.text(), owner.text());
    var value = HalfEdgeCodec.writeMirror(owner, peer, relation.own());
    context.forward(new Record<>(key, value, timestamp), SinkNames.MIRRORS_OUT);
  }

  /** Both halves, as the owner's partition knows them. */
  void relation(Address owner, Address peer, Relation relation, long timestamp) {
    var key = Keys.join(owner.text(), peer.text());
    var value = HalfEdgeCodec.writeRelation(owner, peer, relation);
    context.forward(new Record<>(key, value, timestamp), SinkNames.RELATIONS_OUT);
  }
}
