package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.Place;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.domain.replica.SubjectState;

/**
 * Rules by which sessions fold and show records (ADR 26). Each is one method, so that tests can
 * break it.
 */
class ReplayRules {

  /** Rule 1: a replica that has missed a change of a half takes no record after that change. */
  boolean takes(SubjectReplica replica, FanOutRecord record) {
    return replica.takes(record);
  }

  /** Rule 2: an older state never replaces a newer one. */
  SubjectReplica after(SubjectReplica before, FanOutRecord taken) {
    return before.after(taken);
  }

  /** Rule 2, with the histories: they are folded during a replay too. */
  SubjectState after(SubjectState before, FanOutRecord taken, long offset) {
    return before.after(taken, offset);
  }

  /** Rule 2 for a place. */
  PlaceState after(PlaceState before, FanOutRecord taken, Address viewer, long offset) {
    return before.after(taken, viewer, offset);
  }

  /** Rule 3: a view is shown only with content that goes with the owner's half. */
  boolean isComplete(long at, long need, long content) {
    return at > Place.NONE.at() && content >= need;
  }

  /** Rule 5: nothing is shown before the replay has passed the end of the partition. */
  boolean mayOpen(long position, long bound) {
    return position >= bound;
  }

  /** Returns what a client has missed since its cursor. */
  Missed missed(long cursor, Missed.State state) {
    return Missed.since(cursor, state);
  }

  /** Whether a client that returned is sent the change that its own user made. */
  boolean tellsOwnChange() {
    return true;
  }
}
