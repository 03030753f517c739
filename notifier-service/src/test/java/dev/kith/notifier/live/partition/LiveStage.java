package dev.kith.notifier.live.partition;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.Mutation;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.live.Origin;
import dev.kith.notifier.replica.reader.Held;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.wire.UpdateEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Live partition of a test, with a store that folds the committed records about alice. */
final class LiveStage implements StoreReads {

  static final Address ALICE = new Address("alice");
  static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  final List<FanOutRecord> records = new ArrayList<>();
  private final List<Boolean> committed = new ArrayList<>();
  private final ArrayDeque<Runnable> reads = new ArrayDeque<>();
  private final LivePartition partition;
  private long oldestCursor = -1;

  LiveStage(Mutation mutation) {
    this(mutation, Long.MAX_VALUE);
  }

  LiveStage(Mutation mutation, long recentBytes) {
    var context =
        new LiveContext(
            0,
            "AbCdEfGh",
            new UpdateEncoder(new ObjectMapper()),
            new BrokenRules(mutation),
            InstantSource.fixed(NOW));
    partition = new LivePartition(context, 0, recentBytes, this);
  }

  LivePartition partition() {
    return partition;
  }

  /** Sets the lowest cursor that can be resumed from. */
  void oldestCursor(long cursor) {
    oldestCursor = cursor;
  }

  /** Writes records that are committed, and takes them. */
  void commit(FanOutRecord... some) {
    write(true, some);
  }

  /** Writes records that the store never folds, and takes them. */
  void abort(FanOutRecord... some) {
    write(false, some);
  }

  private void write(boolean isCommitted, FanOutRecord... some) {
    for (var record : some) {
      records.add(record);
      committed.add(isCommitted);
    }
    takeLater();
  }

  /** Writes committed records, which are taken later. */
  void later(FanOutRecord... some) {
    for (var record : some) {
      records.add(record);
      committed.add(true);
    }
  }

  /** Takes the records that were not taken yet. */
  void takeLater() {
    for (var offset = (int) partition.position(); offset < records.size(); offset++) {
      partition.take(new TailRecord(ALICE, records.get(offset), new Origin(offset, 0, null), 100));
    }
    partition.settle();
  }

  /** Opens a session on what the store has now, and requests all its entries. */
  TestSession open(String viewer, Optional<Long> since) {
    var session = join(viewer, since, records.size() - 1);
    partition.request(session, 100);
    return session;
  }

  /** Joins a session with what the store had when it had folded up to an offset. */
  TestSession join(String viewer, Optional<Long> since, int folded) {
    return join(viewer, since, folded, folded);
  }

  /**
   * Joins a session with places as the store had them at {@code start}, and contents as it had them
   * at {@code end}.
   */
  TestSession join(String viewer, Optional<Long> since, int start, int end) {
    var session = new TestSession(viewer, since);
    var held = new ArrayList<Held>();
    held.add(held(session.viewer(), session.viewer(), end));
    var place = held(session.viewer(), ALICE, start).place();
    var ofAlice = new Held(ALICE, held(session.viewer(), ALICE, end).subjectState(), place);
    if (!place.equals(PlaceState.NONE)) {
      held.add(ofAlice);
    }
    partition.take(
        partition.join(session), new ReplicaPage(start, end, oldestCursor, held, Optional.empty()));
    partition.end(records.size());
    return session;
  }

  private Held held(Address viewer, Address subject, int folded) {
    var state = SubjectState.NONE;
    var place = PlaceState.NONE;
    for (var offset = 0; offset <= folded && subject.equals(ALICE); offset++) {
      if (committed.get(offset)) {
        state = state.after(records.get(offset), offset);
        place = viewer.equals(subject) ? place : place.after(records.get(offset), viewer, offset);
      }
    }
    return new Held(subject, state, place);
  }

  /** Answers the next read with what the store has now. */
  void answer() {
    reads.remove().run();
    partition.end(records.size());
  }

  boolean isReading() {
    return !reads.isEmpty();
  }

  @Override
  public void page(Opening opening, Address viewer, Address after) {
    throw new AssertionError("All is in the first page");
  }

  @Override
  public void some(Opening opening, Address viewer, Collection<Address> subjects) {
    reads.add(() -> {
      var folded = records.size() - 1;
      var held = subjects.stream().map(subject -> held(viewer, subject, folded)).toList();
      partition.take(
          opening, new ReplicaPage(folded, folded, oldestCursor, held, Optional.empty()));
    });
  }
}
