package dev.kith.domain.replica;

import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;

/**
 * History of a place, as far as a resume needs it. Offsets are those of the delivery partition.
 *
 * @param relations both halves without their positions, and when they were so
 * @param followerChanged offset at which the follower's half changed last; -1 if it never did
 */
public record PlaceHistory(Versions<Relation> relations, long followerChanged) {

  private static final long NEVER = -1;

  /** Versions that are kept of one pair: halves change rarely. */
  private static final int MAX_VERSIONS = 16;

  /** Initial state: nothing arrived about the pair. */
  public static final PlaceHistory NONE = new PlaceHistory(Versions.of(Relation.NONE), NEVER);

  /** The history after the record at {@code offset}. */
  public PlaceHistory after(Place before, Place now, long offset) {
    if (now.equals(before)) {
      return this;
    }
    var isFollowers =
        now.pair().follower().edge().position().isAfter(before.pair().follower().edge().position());
    return new PlaceHistory(
        relations.with(offset, withoutPositions(now.pair().relation()), MAX_VERSIONS),
        isFollowers ? offset : followerChanged);
  }

  /** The history for cursors from {@code offset} on. */
  public PlaceHistory since(long offset) {
    return new PlaceHistory(relations.since(offset), followerChanged);
  }

  /** Both halves as versions keep them. */
  public static Relation withoutPositions(Relation relation) {
    return new Relation(withoutPosition(relation.own()), withoutPosition(relation.mirror()));
  }

  private static HalfEdge withoutPosition(HalfEdge half) {
    return new HalfEdge(
        Position.NONE,
        half.contact(),
        half.subscribed(),
        half.announced(),
        half.blocked(),
        half.paired(),
        half.labels());
  }
}
