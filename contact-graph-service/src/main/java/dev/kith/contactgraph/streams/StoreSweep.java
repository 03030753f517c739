package dev.kith.contactgraph.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes from a store what nobody needs any more: walks it again and again, in slices so short
 * that nothing waits for them.
 */
final class StoreSweep {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_WALKS = Duration.ofHours(1);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Bytes START = Bytes.wrap(new byte[0]);

  private final KeyValueStore<Bytes, byte[]> store;
  private final BiPredicate<byte[], Long> old;
  private Bytes from = START;
  private long notBefore;

  private StoreSweep(KeyValueStore<Bytes, byte[]> store, BiPredicate<byte[], Long> old) {
    this.store = store;
    this.old = old;
  }

  /**
   * Begins to sweep.
   *
   * @param old whether a value is of no use any more at a time in milliseconds
   */
  static void schedule(
      ProcessorContext<?, ?> context,
      KeyValueStore<Bytes, byte[]> store,
      BiPredicate<byte[], Long> old) {
    var sweep = new StoreSweep(store, old);
    context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, sweep::slice);
  }

  private void slice(long now) {
    if (now < notBefore) {
      return;
    }
    var end = System.nanoTime() + SLICE;
    try (var entries = store.range(from, null)) {
      while (entries.hasNext()) {
        var entry = entries.next();
        if (System.nanoTime() > end) {
          from = entry.key;
          return;
        }
        if (old.test(entry.value, now)) {
          store.delete(entry.key);
        }
      }
    }
    from = START;
    notBefore = now + BETWEEN_WALKS.toMillis();
  }
}
