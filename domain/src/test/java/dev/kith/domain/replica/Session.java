package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.PresencePolicy;
import dev.kith.domain.Settings;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Session of a schedule: reads what the store holds of each subject, part by part while the store
 * moves on, and then replays and follows the uncommitted records.
 */
final class Session implements LaneClient {

  final Screen screen;
  final Map<Integer, Address> presence = new TreeMap<>();
  private final Lane lane;
  private final Mutation mutation;
  private final int cursor;
  private final Map<Address, Followed> subjects = new TreeMap<>();
  private final List<Runnable> steps = new ArrayList<>();

  /** Offset of the next record. */
  int position;

  /** What the session holds of one subject. */
  private final class Followed {
    final Address subject;
    final int start;
    SubjectState kept = SubjectState.NONE;
    PlaceState place = PlaceState.NONE;
    Fields last = Fields.EMPTY;
    Instant appearance = Instant.EPOCH;
    boolean isListed;
    boolean isRead;
    boolean isOpen;
    boolean isOwnChange;
    int bound;

    Followed(Address subject) {
      this.subject = subject;
      this.start = lane.folded;
      this.bound = lane.entries.size();
    }

    void readDone(boolean isListedInStore) {
      isListed = isListedInStore;
      isRead = true;
      bound = Math.max(bound, lane.folded);
      for (var offset = start; offset < position; offset++) {
        take(offset);
      }
      show();
    }

    /** Histories are folded too as long as nothing is shown: what was read may be torn. */
    void take(int offset) {
      var entry = lane.entries.get(offset);
      if (!entry.subject().equals(subject)) {
        return;
      }
      var record = entry.record();
      if (!kept.replica().takes(record) && mutation != Mutation.NO_CHAIN) {
        return;
      }
      var isFrozen = mutation == Mutation.NOT_DURING_REPLAY;
      var subjectAfter = kept.after(record, offset);
      var placeAfter = place.after(record, screen.viewer, offset);
      kept =
          mutated(
              record,
              isFrozen ? new SubjectState(subjectAfter.replica(), kept.history()) : subjectAfter);
      place = isFrozen ? new PlaceState(placeAfter.place(), place.history()) : placeAfter;
      isOwnChange |=
          cursor >= 0
              && offset > cursor
              && mutation != Mutation.NOT_ONES_OWN
              && record instanceof FollowerHalfChanged changed
              && changed.user().equals(screen.viewer);
      show();
      if (record instanceof PresenceChanged changed && isShown() && seesPresence()) {
        presence.put((int) changed.presence().lastSeen().toEpochMilli(), subject);
      }
    }

    private SubjectState mutated(FanOutRecord record, SubjectState after) {
      return mutation == Mutation.OLDER_WINS && record.content().isPresent()
          ? new SubjectState(
              new SubjectReplica(record.content().get(), after.replica().half()), after.history())
          : after;
    }

    private Fields fields() {
      var at = place.place();
      if (mutation == Mutation.OLD_CONTENT && at.isKnown()) {
        at = new Place(at.pair(), at.at(), -1);
      }
      return kept.replica().view(subject, screen.viewer, at).fields();
    }

    private boolean isShown() {
      return isRead && (position >= bound || mutation == Mutation.SHOW_EARLY);
    }

    void show() {
      if (!isShown()) {
        return;
      }
      var isTold = (!isOpen && isMissed()) || isOwnChange;
      isOpen = true;
      isOwnChange = false;
      var now = fields();
      if (!now.equals(last) || isTold) {
        screen.receive(subject, kind(now), now);
        last = now;
      }
    }

    /** Whether the client must be told what it finds; otherwise it knows what is shown now. */
    private boolean isMissed() {
      var missed = cursor < 0 ? Missed.NOTHING : MissedMutations.since(cursor, state(), mutation);
      if (isListed ? missed != Missed.JOINED : missed == Missed.CHANGED) {
        appearance = kept.replica().content().appeared();
      }
      if (cursor >= 0 && missed == Missed.NOTHING) {
        last = fields();
      }
      return missed != Missed.NOTHING;
    }

    private Missed.State state() {
      return new Missed.State(subject, screen.viewer, kept, place);
    }

    private Missed kind(Fields now) {
      if (now.isEmpty()) {
        return Missed.REMOVED;
      }
      var appeared = kept.replica().content().appeared();
      var isNew = !appeared.equals(appearance);
      appearance = appeared;
      var followed =
          subject.equals(screen.viewer) || place.place().pair().followsSince().isBefore(appeared);
      return isNew && followed ? Missed.JOINED : Missed.CHANGED;
    }

    private boolean seesPresence() {
      var policy = new PresencePolicy(subject, kept.replica().content().profile(), Settings.NONE);
      return subject.equals(screen.viewer)
          || policy.tells(screen.viewer, place.place().pair().relation());
    }
  }

  /** Opens a session; a cursor below 0 asks for a snapshot. */
  Session(Screen screen, Lane lane, Random random, Mutation mutation) {
    this.screen = screen;
    this.lane = lane;
    this.mutation = mutation;
    this.cursor = screen.cursor;
    if (cursor < 0) {
      screen.shown.clear();
    }
    position = lane.folded;

    var parts = new ArrayList<Runnable>();
    lane.store
        .subjectsOf(screen.viewer)
        .forEach(subject -> parts.addAll(parts(new Followed(subject))));
    parts.addAll(parts(new Followed(screen.viewer)));
    Collections.shuffle(parts, random);
    steps.addAll(parts);
    steps.add(() -> List.copyOf(subjects.values()).forEach(followed -> followed.readDone(true)));
  }

  private List<Runnable> parts(Followed followed) {
    var subject = followed.subject;
    subjects.put(subject, followed);
    return List.of(
        () ->
            followed.kept =
                new SubjectState(
                    new SubjectReplica(
                        followed.kept.replica().content(),
                        lane.store.subject(subject).replica().half()),
                    followed.kept.history()),
        () -> {
          var now = lane.store.subject(subject);
          followed.kept =
              new SubjectState(
                  new SubjectReplica(now.replica().content(), followed.kept.replica().half()),
                  now.history());
        },
        () -> followed.place = lane.store.place(screen.viewer, subject));
  }

  @Override
  public Screen screen() {
    return screen;
  }

  @Override
  public Map<Integer, Address> presence() {
    return presence;
  }

  @Override
  public void close() {}

  @Override
  public boolean isReading() {
    return !steps.isEmpty();
  }

  @Override
  public void readPart() {
    steps.removeFirst().run();
  }

  @Override
  public boolean isAtEnd() {
    return !isReading() && position == lane.entries.size();
  }

  @Override
  public void next(Random random) {
    var offset = position++;
    var entry = lane.entries.get(offset);
    var followed = subjects.get(entry.subject());
    if (followed == null) {
      if (isAbout(entry.record())) {
        var found = new Followed(entry.subject());
        var parts = new ArrayList<>(parts(found));
        Collections.shuffle(parts, random);
        steps.addAll(parts);
        steps.add(() -> found.readDone(false));
      }
    } else if (followed.isRead) {
      followed.take(offset);
    }
    var isCaughtUp = true;
    for (var other : subjects.values()) {
      if (!other.isOpen) {
        other.show();
        isCaughtUp &= other.isOpen;
      }
    }
    if (position > screen.cursor && isCaughtUp) {
      screen.cursor = offset;
    }
  }

  private boolean isAbout(FanOutRecord record) {
    return switch (record) {
      case OwnerHalfChanged changed -> changed.owners().containsKey(screen.viewer);
      case FollowerHalfChanged changed -> changed.user().equals(screen.viewer);
      default -> false;
    };
  }
}
