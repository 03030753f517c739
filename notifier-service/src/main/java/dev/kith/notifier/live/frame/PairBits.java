package dev.kith.notifier.live.frame;

import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import java.util.Collections;
import java.util.SortedSet;

/** Bits of what both halves of a pair say about views; labels are kept beside them. */
public final class PairBits {

  /** The subject has the viewer as contact. */
  public static final int CONTACT = 1;

  /** The subject announced itself to the viewer. */
  public static final int ANNOUNCED = 1 << 1;

  /** Bits that rules and discovery look at. */
  static final int GROUP = CONTACT | ANNOUNCED;

  private static final int BLOCKED = 1 << 2;
  private static final int SUBSCRIBED = 1 << 3;
  private static final int UNSUBSCRIBED = 1 << 4;
  private static final int BLOCKED_BY_VIEWER = 1 << 5;

  private PairBits() {}

  /** Bits of a relation whose owner is the subject. */
  public static int of(Relation relation) {
    return of(relation.own()) | followerBits(relation.mirror());
  }

  private static int of(HalfEdge owner) {
    return bit(owner.contact(), CONTACT)
        | bit(owner.announced(), ANNOUNCED)
        | bit(owner.blocked(), BLOCKED);
  }

  private static int followerBits(HalfEdge follower) {
    return bit(follower.subscribed() == Choice.YES, SUBSCRIBED)
        | bit(follower.subscribed() == Choice.NO, UNSUBSCRIBED)
        | bit(follower.blocked(), BLOCKED_BY_VIEWER);
  }

  private static int bit(boolean is, int bit) {
    return is ? bit : 0;
  }

  /** The relation again, without positions and what views do not depend on. */
  public static Relation relation(int bits, SortedSet<String> labels, Position followerAt) {
    return new Relation(
        new HalfEdge(
            Position.NONE,
            has(bits, CONTACT),
            Choice.UNSET,
            has(bits, ANNOUNCED),
            has(bits, BLOCKED),
            false,
            labels),
        new HalfEdge(
            followerAt,
            false,
            subscribed(bits),
            false,
            has(bits, BLOCKED_BY_VIEWER),
            false,
            Collections.emptySortedSet()));
  }

  /** Whether the viewer wants updates. */
  public static Choice subscribed(int bits) {
    if (has(bits, SUBSCRIBED)) {
      return Choice.YES;
    }
    return has(bits, UNSUBSCRIBED) ? Choice.NO : Choice.UNSET;
  }

  private static boolean has(int bits, int bit) {
    return (bits & bit) != 0;
  }

  /** Whether the viewer follows, although one may have blocked the other. */
  public static boolean follows(int bits) {
    return has(bits, SUBSCRIBED) || (has(bits, ANNOUNCED) && !has(bits, UNSUBSCRIBED));
  }

  /** Whether the viewer follows and neither has blocked the other. */
  static boolean mayShow(int bits) {
    return !has(bits, BLOCKED | BLOCKED_BY_VIEWER) && follows(bits);
  }
}
