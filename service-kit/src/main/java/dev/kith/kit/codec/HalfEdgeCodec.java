package dev.kith.kit.codec;

import dev.kith.avro.HalfEdgeState;
import dev.kith.avro.PairState;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Relation;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Codec of half-edges and relations. */
public final class HalfEdgeCodec {

  private HalfEdgeCodec() {}

  /** The owner's half-edge as a record of {@code kith.relations}. */
  public static HalfEdgeState writeState(Address owner, Address peer, HalfEdge halfEdge) {
    return new HalfEdgeState(owner.text(), peer.text(), write(halfEdge));
  }

  public static PairState writePair(Relation relation) {
    return new PairState(writeUnlessNone(relation.own()), writeUnlessNone(relation.mirror()));
  }

  public static Relation readPair(PairState state) {
    return new Relation(readOrNone(state.getOwn()), readOrNone(state.getMirror()));
  }

  private static dev.kith.avro.@Nullable HalfEdge writeUnlessNone(HalfEdge halfEdge) {
    return halfEdge.equals(HalfEdge.NONE) ? null : write(halfEdge);
  }

  private static HalfEdge readOrNone(dev.kith.avro.@Nullable HalfEdge halfEdge) {
    return halfEdge == null ? HalfEdge.NONE : read(halfEdge);
  }

  public static dev.kith.avro.HalfEdge write(HalfEdge halfEdge) {
    return new dev.kith.avro.HalfEdge(
        PositionCodec.write(halfEdge.position()),
        halfEdge.contact(),
        dev.kith.avro.Choice.valueOf(halfEdge.subscribed().name()),
        halfEdge.announced(),
        halfEdge.blocked(),
        halfEdge.paired(),
        List.copyOf(halfEdge.labels()));
  }

  public static HalfEdge read(dev.kith.avro.HalfEdge halfEdge) {
    return new HalfEdge(
        PositionCodec.read(halfEdge.getPosition()),
        halfEdge.getContact(),
        Choice.valueOf(halfEdge.getSubscribed().name()),
        halfEdge.getAnnounced(),
        halfEdge.getBlocked(),
        halfEdge.getPaired(),
        new TreeSet<>(halfEdge.getLabels()));
  }
}
