package dev.kith.local.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** After which pause a process that ended is started again, and when that is given up. */
final class Restarts {

  static final int LIMIT = 5;
  static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final Map<String, Deque<Long>> ends = new HashMap<>();

  Restarts(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** It has ended: how long to wait, each time twice as long; empty if it ended too often. */
  synchronized Optional<Duration> ended(String name) {
    long now = nanoTime.getAsLong();
    Deque<Long> recent = ends.computeIfAbsent(name, _ -> new ArrayDeque<>());
    recent.removeIf(at -> now - at > PERIOD.toNanos());
    recent.add(now);
    return recent.size() > LIMIT
        ? Optional.empty()
        : Optional.of(FIRST_PAUSE.multipliedBy(1L << (recent.size() - 1)));
  }
}
