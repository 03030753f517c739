package dev.kith.kit.topology;

import dev.kith.kit.stores.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Issues each present entry once after a silent rebuild. It scans the task's stores in slices
 * between other records. The cursor is in {@link FoldProgress}, so that a restart continues where
 * it was.
 */
public final class Reissue {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

  private final FoldProgress foldProgress;
  private final List<Part> parts;

  private Reissue(FoldProgress foldProgress, List<Part> parts) {
    this.foldProgress = foldProgress;
    this.parts = parts;
  }

  /** One store, and the function that issues its entries. */
  public record Part(KeyValueStore<Bytes, byte[]> store, Issue issue) {

    /** Issues one entry. */
    @FunctionalInterface
    public interface Issue {
      void issue(Bytes key, byte[] value);
    }
  }

  /**
   * Schedules the reissue that follows a rebuild of the task of {@code context}, if there is one.
   */
  public static void schedule(
      ProcessorContext<?, ?> context, FoldProgress foldProgress, List<Part> parts) {
    new OnDemandPunctuator(context, PAUSE, new Reissue(foldProgress, parts)::slice).set();
  }

  /** Returns whether there is more to do. */
  private boolean slice() {
    if (foldProgress.isSilent()) {
      return true;
    }
    var cursor = foldProgress.reissueFrom();
    cursor.ifPresent(this::walk);
    return cursor.isPresent();
  }

  /** Issues from a cursor {@code part:key}, which is the next entry to issue. */
  private void walk(String cursor) {
    var end = System.nanoTime() + SLICE;
    var colon = cursor.indexOf(':');
    var first = colon < 0 ? 0 : Integer.parseInt(cursor.substring(0, colon));
    var from = colon < 0 ? "" : cursor.substring(colon + 1);
    for (var index = first; index < parts.size(); index++) {
      var part = parts.get(index);
      var start = StoreKeys.of(from);
      from = "";
      try (var entries = part.store().range(start, null)) {
        while (entries.hasNext()) {
          var entry = entries.next();
          if (System.nanoTime() > end) {
            foldProgress.reissued(
                index + ":" + new String(entry.key.get(), StandardCharsets.UTF_8));
            return;
          }
          part.issue().issue(entry.key, entry.value);
        }
      }
    }
    foldProgress.reissueDone();
  }
}
