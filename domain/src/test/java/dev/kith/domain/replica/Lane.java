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
public final class Lane {

  final List<Entry> entries = new ArrayList<>();
  final LaneStore store;

  /** For each pair what the store showed, from which offset on. */
  private final Map<List<Address>, List<Shown>> timelines = new HashMap<>();

  /** Offset of the next record that the store folds. */
  int folded;

  /** Transaction of a task, which decides about all its records at once. */
  public static final class Transaction {
    @Nullable Boolean isCommitted;
  }

  /** Record of the partition. */
  public record Entry(Address subject, FanOutRecord record, Transaction transaction) {}

  private record Shown(int from, Fields fields) {}

  Lane(LaneStore store) {
    this.store = store;
  }

  /** Number of the records, decided or not. */
  public int size() {
    return entries.size();
  }

  public Entry entry(int offset) {
    return entries.get(offset);
  }

  public LaneStore store() {
    return store;
  }

  /** Offset of the next record that the store folds. */
  public int folded() {
    return folded;
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
    if (!store.fold(entry.subject(), entry.record(), offset)) {
      throw new AssertionError("Gap in the committed store: " + entry);
    }
    viewers.forEach(viewer -> note(entry.subject(), viewer, offset));
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
    return store
        .subject(subject)
        .replica()
        .view(subject, viewer, store.place(viewer, subject).place())
        .fields();
  }

  /** Whether what the store shows has changed after {@code offset}. */
  boolean hasChanged(Address subject, Address viewer, int offset) {
    return timelines.getOrDefault(List.of(viewer, subject), List.of()).stream()
        .anyMatch(shown -> shown.from() > offset);
  }

  Missed.State state(Address subject, Address viewer) {
    return new Missed.State(subject, viewer, store.subject(subject), store.place(viewer, subject));
  }
}
