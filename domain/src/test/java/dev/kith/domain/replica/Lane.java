package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delivery partition of a schedule: the records, committed, aborted or undecided, and the store
 * that folds the committed ones.
 */
final class Lane {

  final List<Entry> entries = new ArrayList<>();
  final Map<Address, Subject> subjects = new HashMap<>();
  final Map<List<Address>, PlaceState> places = new HashMap<>();

  /** For each pair what the store showed, from which offset on. */
  private final Map<List<Address>, List<Shown>> timelines = new HashMap<>();

  /** Offset of the next record that the store folds. */
  int folded;

  /** Transaction of a task, which decides about all its records at once. */
  static final class Transaction {
    @Nullable Boolean isCommitted;
  }

  record Entry(Address subject, FanOutRecord record, Transaction transaction) {}

  record Subject(SubjectReplica replica, ContentHistory history) {
    static final Subject NONE = new Subject(SubjectReplica.NONE, ContentHistory.NONE);

    Subject with(SubjectReplica other) {
      return new Subject(other, history);
    }
  }

  record PlaceState(Place place, PlaceHistory history) {
    static final PlaceState NONE = new PlaceState(Place.NONE, PlaceHistory.NONE);
  }

  private record Shown(int from, Fields fields) {}

  Subject subject(Address subject) {
    return subjects.getOrDefault(subject, Subject.NONE);
  }

  PlaceState place(Address viewer, Address subject) {
    return places.getOrDefault(List.of(viewer, subject), PlaceState.NONE);
  }

  boolean canFold() {
    return folded < entries.size() && entries.get(folded).transaction().isCommitted != null;
  }

  /** Folds the next record, if it was committed. Committed records have no gap. */
  void fold(List<Address> viewers) {
    var entry = entries.get(folded);
    var offset = folded++;
    if (!Boolean.TRUE.equals(entry.transaction().isCommitted)) {
      return;
    }
    var before = subject(entry.subject());
    if (!before.replica().takes(entry.record())) {
      throw new AssertionError("Gap in the committed store: " + entry);
    }
    var replica = before.replica().after(entry.record());
    subjects.put(
        entry.subject(),
        new Subject(
            replica,
            before.history().after(before.replica().content(), replica.content(), offset)));
    for (var viewer : viewers) {
      foldPlace(entry, viewer, offset);
      note(entry.subject(), viewer, offset);
    }
  }

  private void foldPlace(Entry entry, Address viewer, int offset) {
    var before = place(viewer, entry.subject());
    var after = before.place().after(entry.record(), viewer);
    if (!after.equals(before.place())) {
      places.put(
          List.of(viewer, entry.subject()),
          new PlaceState(after, before.history().after(before.place(), after, offset)));
    }
  }

  private void note(Address subject, Address viewer, int offset) {
    var timeline = timelines.computeIfAbsent(List.of(viewer, subject), _ -> new ArrayList<>());
    var now = fields(subject, viewer);
    var last = timeline.isEmpty() ? Fields.EMPTY : timeline.getLast().fields();
    if (!now.equals(last)) {
      timeline.add(new Shown(offset, now));
    }
  }

  /** What the store shows to a viewer. */
  Fields fields(Address subject, Address viewer) {
    return subject(subject)
        .replica()
        .view(subject, viewer, place(viewer, subject).place())
        .fields();
  }

  /** What the store showed after it had folded the record at {@code offset}. */
  Fields fieldsAt(Address subject, Address viewer, int offset) {
    return timelines.getOrDefault(List.of(viewer, subject), List.of()).stream()
        .filter(shown -> shown.from() <= offset)
        .reduce((_, last) -> last)
        .map(Shown::fields)
        .orElse(Fields.EMPTY);
  }

  /** Whether what the store shows has changed after {@code offset}. */
  boolean hasChanged(Address subject, Address viewer, int offset) {
    return timelines.getOrDefault(List.of(viewer, subject), List.of()).stream()
        .anyMatch(shown -> shown.from() > offset);
  }

  Missed.State state(Address subject, Address viewer) {
    var kept = subject(subject);
    var place = place(viewer, subject);
    return new Missed.State(
        subject, viewer, kept.replica(), kept.history(), place.place(), place.history());
  }
}
