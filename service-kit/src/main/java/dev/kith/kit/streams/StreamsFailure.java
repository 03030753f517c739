package dev.kith.kit.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The failure that streams try to get over. It is told for a moment at least, so that one that
 * comes back again and again is seen, and then until all threads run.
 */
final class StreamsFailure {

  private static final Duration SEEN = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private volatile @Nullable Failure last;

  private record Failure(String text, long at) {}

  StreamsFailure(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void is(String text) {
    last = new Failure(text, nanoTime.getAsLong());
  }

  /** What it was is no longer so. */
  void over() {
    last = null;
  }

  /** Asked whenever it is told: what it depends on may change without an event. */
  Optional<String> text(boolean isRunning) {
    var failure = last;
    if (failure != null && isRunning && nanoTime.getAsLong() - failure.at > SEEN.toNanos()) {
      last = null;
      return Optional.empty();
    }
    return Optional.ofNullable(failure).map(Failure::text);
  }
}
