package dev.kith.domain.replica;

import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import java.time.Instant;

/**
 * Half of a pair with the time at which it began to make the follower follow: a subject's
 * announcement, or a follower's subscription.
 *
 * @param since by the journal's clock; the epoch if it does not announce or subscribe
 */
public record Half(HalfEdge edge, Instant since) {

  /** Initial state: no event yet. */
  public static final Half NONE = new Half(HalfEdge.NONE, Instant.EPOCH);

  /** The subject's half after an event that was appended at {@code time}. */
  Half asOwner(HalfEdge changed, Instant time) {
    return new Half(changed, since(edge.announced(), changed.announced(), time));
  }

  /** The follower's half after an event that was appended at {@code time}. */
  Half asFollower(HalfEdge changed, Instant time) {
    return new Half(
        changed, since(edge.subscribed() == Choice.YES, changed.subscribed() == Choice.YES, time));
  }

  private Instant since(boolean was, boolean is, Instant time) {
    if (!is) {
      return Instant.EPOCH;
    }
    return was ? since : time;
  }
}
