package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.MissedMutations;
import dev.kith.domain.replica.Mutation;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.domain.replica.SubjectState;

/** Rules of which one may be broken, to show that the schedules find it. */
final class BrokenRules extends ReplayRules {

  private final Mutation broken;

  BrokenRules(Mutation broken) {
    this.broken = broken;
  }

  @Override
  boolean takes(SubjectReplica replica, FanOutRecord record) {
    return broken == Mutation.NO_CHAIN || super.takes(replica, record);
  }

  @Override
  SubjectReplica after(SubjectReplica before, FanOutRecord taken) {
    var after = super.after(before, taken);
    return broken == Mutation.OLDER_WINS
        ? new SubjectReplica(taken.content().orElse(after.content()), after.half())
        : after;
  }

  @Override
  SubjectState after(SubjectState before, FanOutRecord taken, long offset) {
    var after = super.after(before, taken, offset);
    return new SubjectState(
        after(before.replica(), taken),
        broken == Mutation.NOT_DURING_REPLAY ? before.history() : after.history());
  }

  @Override
  PlaceState after(PlaceState before, FanOutRecord taken, Address viewer, long offset) {
    var after = super.after(before, taken, viewer, offset);
    return broken == Mutation.NOT_DURING_REPLAY
        ? new PlaceState(after.place(), before.history())
        : after;
  }

  @Override
  boolean isComplete(long at, long need, long content) {
    return super.isComplete(at, broken == Mutation.OLD_CONTENT ? -1 : need, content);
  }

  @Override
  boolean mayOpen(long position, long bound) {
    return broken == Mutation.SHOW_EARLY || super.mayOpen(position, bound);
  }

  @Override
  Missed missed(long cursor, Missed.State state) {
    return MissedMutations.since(cursor, state, broken);
  }

  @Override
  boolean tellsOwnChange() {
    return broken != Mutation.NOT_ONES_OWN;
  }
}
