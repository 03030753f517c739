package dev.kith.profile.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes events that are too old from the history of owners who have fallen silent: walks the
 * store again and again, in slices so short that no change waits for them. Readers leave out what
 * is too old in any case.
 */
final class HistorySweep {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_WALKS = Duration.ofHours(1);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Bytes START = Bytes.wrap("".getBytes(US_ASCII));

  private final KeyValueStore<Bytes, byte[]> store;
  private final Duration age;
  private Bytes from = START;
  private long notBefore;

  private HistorySweep(KeyValueStore<Bytes, byte[]> store, Duration age) {
    this.store = store;
    this.age = age;
  }

  static void schedule(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, Duration age) {
    var sweep = new HistorySweep(store, age);
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, sweep::slice);
  }

  private void slice(long now) {
    if (now < notBefore) {
      return;
    }
    var end = System.nanoTime() + SLICE;
    var oldest = Instant.ofEpochMilli(now).minus(age);
    try (var entries = store.range(from, null)) {
      while (entries.hasNext()) {
        var entry = entries.next();
        if (System.nanoTime() > end) {
          from = entry.key;
          return;
        }
        if (HistoryStore.isEvent(entry.key)
            && HistoryStore.recordedAt(entry.value).isBefore(oldest)) {
          store.delete(entry.key);
        }
      }
    }
    from = START;
    notBefore = now + BETWEEN_WALKS.toMillis();
  }
}
