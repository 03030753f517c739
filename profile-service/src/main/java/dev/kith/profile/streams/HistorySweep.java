package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes what is too old or too much from the history: walks the store again and again, in slices
 * so short that no change waits for them. Readers leave out what is too old in any case.
 */
final class HistorySweep {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_WALKS = Duration.ofHours(1);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Bytes START = Bytes.wrap("".getBytes(US_ASCII));

  private final KeyValueStore<Bytes, byte[]> store;
  private final HistoryBounds bounds;

  /** What is kept of the owner whom the walk has reached, oldest first. */
  private final ArrayDeque<Bytes> kept = new ArrayDeque<>();

  private Bytes from = START;
  private long notBefore;

  private HistorySweep(KeyValueStore<Bytes, byte[]> store, HistoryBounds bounds) {
    this.store = store;
    this.bounds = bounds;
  }

  static void schedule(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, HistoryBounds bounds) {
    var sweep = new HistorySweep(store, bounds);
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, sweep::slice);
  }

  private void slice(long now) {
    if (now < notBefore) {
      return;
    }
    var end = System.nanoTime() + SLICE;
    var oldest = Instant.ofEpochMilli(now).minus(bounds.age());
    try (var entries = store.range(from, null)) {
      while (entries.hasNext()) {
        var entry = entries.next();
        if (System.nanoTime() > end) {
          from = entry.key;
          return;
        }
        visit(entry.key, HistoryStore.recordedAt(entry.value).isBefore(oldest));
      }
    }
    kept.clear();
    from = START;
    notBefore = now + BETWEEN_WALKS.toMillis();
  }

  private void visit(Bytes key, boolean tooOld) {
    if (!kept.isEmpty() && !HistoryStore.isSameOwner(kept.getLast(), key)) {
      kept.clear();
    }
    if (tooOld) {
      store.delete(key);
      return;
    }
    kept.addLast(key);
    if (kept.size() > bounds.events()) {
      store.delete(kept.removeFirst());
    }
  }
}
