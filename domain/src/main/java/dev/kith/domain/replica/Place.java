package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;

/**
 * Place of a pair in a delivery partition: both halves, and which records they came by.
 *
 * @param at position of the subject's last change of a half that the owner's half includes
 * @param need position of the content that the owner's half was computed with: a view needs content
 *     that is at least as new
 */
public record Place(Pair pair, long at, long need) {

  private static final long NOTHING = -2;

  /** Initial state: no record about the pair arrived. */
  public static final Place NONE = new Place(Pair.NONE, NOTHING, NOTHING);

  /** Whether a record about the pair arrived. */
  public boolean isKnown() {
    return at > NOTHING;
  }

  /**
   * The place of a user after a record that the reader takes ({@link SubjectReplica#takes}). A
   * newer part never gives way to an older one.
   */
  public Place after(FanOutRecord taken, Address user) {
    return switch (taken) {
      case OwnerHalfChanged changed -> {
        var owner = changed.owners().get(user);
        yield owner == null ? this : withOwner(owner, changed);
      }
      case FollowerHalfChanged changed ->
          changed.user().equals(user)
              ? withOwner(changed.pair().owner(), changed).withFollower(changed.pair().follower())
              : this;
      case SubjectChanged _, PresenceChanged _ -> this;
    };
  }

  private Place withOwner(Half owner, FanOutRecord changed) {
    return changed.half() < at
        ? this
        : new Place(
            new Pair(owner, pair.follower()), changed.half(), Math.max(need, changed.need()));
  }

  private Place withFollower(Half follower) {
    var isNewer = follower.edge().position().isAfter(pair.follower().edge().position());
    return isNewer ? new Place(new Pair(pair.owner(), follower), at, need) : this;
  }
}
