package dev.kith.domain.replica;

import dev.kith.domain.Choice;
import dev.kith.domain.Entry;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Relation;
import java.time.Instant;

/**
 * Pair of a subject and a user who follows it or may follow it.
 *
 * @param owner what the subject holds about the user
 * @param follower what the user holds about the subject
 */
public record Pair(Half owner, Half follower) {

  /** Initial state: neither holds anything about the other. */
  public static final Pair NONE = new Pair(Half.NONE, Half.NONE);

  /** The pair after an event of the subject that was appended at {@code time}. */
  public Pair withOwner(HalfEdge changed, Instant time) {
    return new Pair(owner.asOwner(changed, time), follower);
  }

  /** The pair after an event of the user that was appended at {@code time}. */
  public Pair withFollower(HalfEdge changed, Instant time) {
    return new Pair(owner, follower.asFollower(changed, time));
  }

  /** The same pair without times, as the subject's partition holds it. */
  public Relation relation() {
    return new Relation(owner.edge(), follower.edge());
  }

  /** Whether the user follows the subject, provided that it exists and may be discovered. */
  public boolean follows() {
    return Entry.mayFollow(relation());
  }

  /** Since when the user follows, by the journal's clock; meaningless if they do not. */
  public Instant followsSince() {
    return follower.edge().subscribed() == Choice.YES ? follower.since() : owner.since();
  }
}
