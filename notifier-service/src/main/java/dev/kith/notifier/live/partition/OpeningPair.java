package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.live.frame.PairBits;
import dev.kith.notifier.live.frame.ViewHash;
import dev.kith.notifier.replica.reader.Held;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Pair of a session and a subject with a replica of its own: until it is open, and after that as
 * long as it has taken fewer changes of halves than the replica that the others share.
 */
final class OpeningPair implements PairState {

  private final Address subject;
  private final Participant participant;
  private final ReplayRules rules;
  private SubjectState kept = SubjectState.NONE;
  private PlaceState place = PlaceState.NONE;
  private Missed missed = Missed.NOTHING;
  private Instant appearance = Instant.EPOCH;
  private long hash = ViewHash.NOTHING;
  private int flags;
  private boolean isRead;
  private boolean isOpen;
  private boolean isOwnChange;

  /** Presence that came before the pair was open. */
  private @Nullable PresenceChanged presence;

  OpeningPair(Address subject, Participant participant, ReplayRules rules) {
    this.subject = subject;
    this.participant = participant;
    this.rules = rules;
  }

  boolean isRead() {
    return isRead;
  }

  boolean isOpen() {
    return isOpen;
  }

  SubjectReplica replica() {
    return kept.replica();
  }

  PlaceState place() {
    return place;
  }

  /** What the store has of the pair; the records since then are to be taken next. */
  void read(Held held) {
    kept = held.subjectState();
    place = held.place();
    isRead = true;
  }

  /** Takes a record; returns false if it was passed over. */
  boolean take(TailRecord tailRecord) {
    var record = tailRecord.record();
    if (!rules.takes(kept.replica(), record)) {
      return false;
    }
    kept = rules.after(kept, record, tailRecord.offset());
    place = rules.after(place, record, participant.viewer(), tailRecord.offset());
    isOwnChange |=
        record instanceof FollowerHalfChanged changed
            && changed.user().equals(participant.viewer())
            // the client has been sent everything up to its cursor
            && tailRecord.offset() > participant.session().since().orElse(-1L)
            && rules.tellsOwnChange();
    return true;
  }

  /** Notes presence that comes before the pair is open; the store does not have it. */
  void note(TailRecord tailRecord) {
    if (!isOpen && tailRecord.record() instanceof PresenceChanged changed) {
      presence = changed;
    }
  }

  /** Whether the last records have a change that is told in any case; asked once. */
  boolean takeOwnChange() {
    var is = isOwnChange && participant.isRecovered;
    isOwnChange = false;
    return is;
  }

  /** Decides what the client has missed since its cursor. */
  Missed missedSince(long cursor) {
    missed = rules.missed(cursor, new Missed.State(subject, participant.viewer(), kept, place));
    return missed;
  }

  /** Opens the pair with an entry, if one is due. */
  void open(PairDisplay display) {
    isOpen = true;
    var isOwn = takeOwnChange();
    if (missed != Missed.JOINED || !participant.isRecovered) {
      set(KNOWN, true);
    }
    set(AWAITS_ENTRY, true);
    if (participant.isRecovered && missed == Missed.NOTHING) {
      var rendering = display.rendering(this);
      hash = rendering.hash();
      set(PRESENCE_VISIBLE, rendering.showsPresence());
      set(AWAITS_ENTRY, isOwn);
    }
  }

  /** Opens a pair that was found by a record, and shows what the client does not know. */
  void openFound(PairDisplay display) {
    isOpen = true;
    var isTold = takeOwnChange();
    if (participant.isRecovered) {
      if (missed == Missed.CHANGED) {
        set(KNOWN, true);
      } else if (missed == Missed.NOTHING) {
        hash = display.rendering(this).hash();
      }
      isTold |= missed != Missed.NOTHING;
    }
    display.show(this, isTold);
    if (presence != null && rules.takes(kept.replica(), presence)) {
      display.presence(this, presence, Cause.VISIBILITY);
    }
  }

  @Override
  public Participant participant() {
    return participant;
  }

  @Override
  public long at() {
    return place.place().at();
  }

  @Override
  public long need() {
    return place.place().need();
  }

  @Override
  public int bits() {
    return PairBits.of(place.place().pair().relation());
  }

  @Override
  public SortedSet<String> labels() {
    return place.place().pair().owner().edge().labels();
  }

  @Override
  public Instant followsSince() {
    return place.place().pair().followsSince();
  }

  @Override
  public long hash() {
    return hash;
  }

  @Override
  public void hash(long shown) {
    hash = shown;
  }

  @Override
  public boolean has(int flag) {
    return flag == KNOWN ? appearance.equals(appeared()) : (flags & flag) != 0;
  }

  @Override
  public void set(int flag, boolean on) {
    if (flag == KNOWN) {
      appearance = on ? appeared() : Instant.EPOCH;
    } else {
      flags = on ? flags | flag : flags & ~flag;
    }
  }

  /** Whether the session has been sent the appearance of that time. */
  boolean knows(Instant appeared) {
    return appearance.equals(appeared);
  }

  private Instant appeared() {
    return kept.replica().content().appeared();
  }
}
