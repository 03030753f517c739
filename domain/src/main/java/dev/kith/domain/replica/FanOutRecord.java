package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import java.util.Map;
import java.util.Optional;

/**
 * Record of the fan-out about one subject, written by the subject's task to a delivery partition.
 * Its positions follow from the subject's journal only, so every attempt of a task writes the same.
 */
public sealed interface FanOutRecord {

  /**
   * Position of the subject's last change of a half about a user of this delivery partition, this
   * record included; -1 if there is none.
   */
  long half();

  /** Position of the subject's last change of content; -1 if there is none. */
  long need();

  /** Content, where the record carries it. */
  Optional<Content> content();

  /** Position of the last change of a half that a reader must have taken before this record. */
  default long requires() {
    return half();
  }

  /** Profile, picture or rules changed, or the subject was deleted. */
  record SubjectChanged(long half, Content changed) implements FanOutRecord {

    @Override
    public long need() {
      return changed.position();
    }

    @Override
    public Optional<Content> content() {
      return Optional.of(changed);
    }
  }

  /**
   * An event of the subject changed its halves about users of this delivery partition, followers or
   * not.
   *
   * @param before position of the change of a half before this one
   * @param owners the owner's half about each of the users
   * @param content present if one of the users follows
   */
  record OwnerHalfChanged(
      long half, long before, long need, Map<Address, Half> owners, Optional<Content> content)
      implements FanOutRecord {

    public OwnerHalfChanged {
      owners = Map.copyOf(owners);
    }

    @Override
    public long requires() {
      return before;
    }
  }

  /**
   * A user changed what they hold about the subject.
   *
   * @param content present if the user follows
   */
  record FollowerHalfChanged(
      long half, long need, Address user, Pair pair, Optional<Content> content)
      implements FanOutRecord {}

  /** The subject came online, went offline, or shows its presence to others, or in another way. */
  record PresenceChanged(long half, long need, Presence presence, boolean exact, Cause cause)
      implements FanOutRecord {

    /** Why the record was written. */
    public enum Cause {
      /** The subject came online or went offline. */
      TRANSITION,
      /** Viewers may see more, or less, of the last-seen time than before. */
      PRECISION,
      /** Other viewers may see the presence than before. */
      VISIBILITY
    }

    @Override
    public Optional<Content> content() {
      return Optional.empty();
    }
  }
}
