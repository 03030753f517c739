package dev.kith.kit.topology;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Periodic removal of unneeded entries from a store. Each pass visits all entries, in slices short
 * enough not to delay records; there is a pause between passes.
 */
public final class StoreSweep {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_WALKS = Duration.ofHours(1);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Bytes START = Bytes.wrap(new byte[0]);

  private final KeyValueStore<Bytes, byte[]> store;
  private final Broom broom;
  private final OnDemandPunctuator nextSlice;
  private final OnDemandPunctuator nextWalk;
  private Bytes from = START;

  /** Action of a pass; it may delete the entries that it has visited. */
  @FunctionalInterface
  public interface Broom {

    /** Visits each entry once per pass, in the order of keys. {@code now} is in milliseconds. */
    void visit(Bytes key, byte[] value, long now);

    /** Called at the end of a pass. */
    default void walked() {}
  }

  private StoreSweep(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, Broom broom) {
    this.store = store;
    this.broom = broom;
    this.nextSlice =
        new OnDemandPunctuator(context, PAUSE, () -> !sweep(context.currentSystemTimeMs()));
    this.nextWalk = new OnDemandPunctuator(context, BETWEEN_WALKS, this::walkAgain);
  }

  /**
   * Starts the sweep.
   *
   * @param old whether a value is unneeded at a time in milliseconds
   */
  public static void schedule(
      ProcessorContext<?, ?> context,
      KeyValueStore<Bytes, byte[]> store,
      BiPredicate<byte[], Long> old) {
    Broom broom =
        (key, value, now) -> {
          if (old.test(value, now)) {
            store.delete(key);
          }
        };
    schedule(context, store, broom);
  }

  /** Starts the sweep with an action that decides itself what to delete. */
  public static void schedule(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, Broom broom) {
    new StoreSweep(context, store, broom).nextSlice.set();
  }

  /** Runs once per pause; the end of the next pass schedules it again. */
  private boolean walkAgain() {
    nextSlice.set();
    return false;
  }

  /** Runs one slice; returns whether the pass has ended. */
  private boolean sweep(long now) {
    var end = System.nanoTime() + SLICE;
    try (var entries = store.range(from, null)) {
      while (entries.hasNext()) {
        var entry = entries.next();
        broom.visit(entry.key, entry.value, now);
        // checked after the visit, so that each slice visits at least one entry, however slow the
        // machine is
        if (System.nanoTime() > end && entries.hasNext()) {
          from = entries.peekNextKey();
          return false;
        }
      }
    }
    broom.walked();
    from = START;
    nextWalk.set();
    return true;
  }
}
