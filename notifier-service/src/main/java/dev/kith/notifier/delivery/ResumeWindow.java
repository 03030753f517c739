package dev.kith.notifier.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Window of a delivery partition in which cursors can be resumed from. It notes from time to time
 * how far the stores are, so that the age of a cursor is known. Written by the task's thread, read
 * by any.
 */
public final class ResumeWindow {

  /** Number of notes in a window; a window is too long by at most 1/32 of its length. */
  private static final int NOTES = 32;

  private static final String KEY = "folded-at:";
  private static final String END = "folded-at;";

  private final KeyValueStore<String, String> store;
  private final long length;
  private final InstantSource clock;

  /** Offset of the last record that was folded, by the time in milliseconds. */
  private final NavigableMap<Long, Long> foldedAt = new ConcurrentSkipListMap<>();

  private long last;

  /**
   * Creates the window of a task that starts.
   *
   * @param store with the notes of earlier tasks of the partition
   * @param length age from which on a cursor is too old
   * @param folded offset of the last record that the stores contain; -1 if there is none
   */
  ResumeWindow(
      KeyValueStore<String, String> store, Duration length, InstantSource clock, long folded) {
    this.store = store;
    this.length = length.toMillis();
    this.clock = clock;
    try (var notes = store.range(KEY, END)) {
      notes.forEachRemaining(note ->
          foldedAt.put(
              Long.parseLong(note.key.substring(KEY.length())), Long.parseLong(note.value)));
    }
    last = foldedAt.isEmpty() ? 0 : foldedAt.lastKey();
    foldedAt.put(clock.millis(), folded);
  }

  /** Notes how far the stores are, if the last note is old enough. */
  void fold(long offset) {
    var now = clock.millis();
    if (now - last >= length / NOTES) {
      last = now;
      foldedAt.put(now, offset);
      store.put(KEY + now, Long.toString(offset));
      forget(now);
    }
  }

  /** Forgets all notes before the one that is the bound of the window now. */
  private void forget(long now) {
    var bound = foldedAt.floorKey(now - length);
    if (bound != null) {
      var old = foldedAt.headMap(bound);
      old.keySet().forEach(time -> store.delete(KEY + time));
      old.clear();
    }
  }

  /** Lowest cursor that can be resumed from; -1 if all can. */
  public long begin() {
    var bound = foldedAt.floorEntry(clock.millis() - length);
    return bound == null ? -1 : bound.getValue();
  }
}
