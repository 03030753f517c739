package dev.kith.local.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Restart policy: exponential pauses, and a limit of ends within a period. */
final class RestartPolicy {

  static final int LIMIT = 5;
  static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Duration firstPause;
  private final Map<String, Deque<Long>> ends = new HashMap<>();

  RestartPolicy(LongSupplier nanoTime) {
    this(nanoTime, FIRST_PAUSE);
  }

  RestartPolicy(LongSupplier nanoTime, Duration firstPause) {
    this.nanoTime = nanoTime;
    this.firstPause = firstPause;
  }

  /**
   * Records an end and returns the pause before the restart, doubled each time; empty after too
   * many ends.
   */
  synchronized Optional<Duration> ended(String name) {
    long now = nanoTime.getAsLong();
    Deque<Long> recent = ends.computeIfAbsent(name, _ -> new ArrayDeque<>());
    recent.removeIf(at -> now - at > PERIOD.toNanos());
    recent.add(now);
    return recent.size() > LIMIT
        ? Optional.empty()
        : Optional.of(firstPause.multipliedBy(1L << (recent.size() - 1)));
  }
}
