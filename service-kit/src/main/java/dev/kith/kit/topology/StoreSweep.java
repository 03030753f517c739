package dev.kith.kit.topology;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes from a store what nobody needs any more: walks it again and again, in slices so short
 * that nothing waits for them. Between walks it rests.
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

  /** What is done on a walk; it may delete what it has visited. */
  @FunctionalInterface
  public interface Broom {

    /** Comes to each entry once a walk, in the order of keys. {@code now} is in milliseconds. */
    void visit(Bytes key, byte[] value, long now);

    /** The walk has come to its end. */
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
   * Begins to sweep.
   *
   * @param old whether a value is of no use any more at a time in milliseconds
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

  /** Begins to sweep with a broom that knows by itself what has to go. */
  public static void schedule(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, Broom broom) {
    new StoreSweep(context, store, broom).nextSlice.set();
  }

  /** Once: a walk that has ended sets it anew. */
  private boolean walkAgain() {
    nextSlice.set();
    return false;
  }

  /** One slice; answers whether the walk has come to its end. */
  private boolean sweep(long now) {
    var end = System.nanoTime() + SLICE;
    try (var entries = store.range(from, null)) {
      while (entries.hasNext()) {
        var entry = entries.next();
        broom.visit(entry.key, entry.value, now);
        // after the visit: however slow the machine is, each slice comes to one entry at least
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
