package dev.kith.kit.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Failure from which the streams try to recover. It is reported for a minimum time, so that a
 * recurring failure is visible, and then until all threads run.
 */
final class StreamsFailure {

  private static final Duration MIN_REPORTED = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private volatile @Nullable Failure last;

  private record Failure(String text, long at) {}

  StreamsFailure(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void is(String text) {
    last = new Failure(text, nanoTime.getAsLong());
  }

  /** The failure is over. */
  void over() {
    last = null;
  }

  /** Evaluated on each call, since the threads' state may change without an event. */
  Optional<String> text(boolean isRunning) {
    var failure = last;
    if (failure != null
        && isRunning
        && nanoTime.getAsLong() - failure.at > MIN_REPORTED.toNanos()) {
      last = null;
      return Optional.empty();
    }
    return Optional.ofNullable(failure).map(Failure::text);
  }
}
