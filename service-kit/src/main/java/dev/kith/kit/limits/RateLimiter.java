package dev.kith.kit.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Token bucket per key: a burst at once, then a number per second. A bucket is stored as the time
 * at which it will be full (generic cell rate algorithm), and not at all while it is full.
 * Thread-safe.
 */
public final class RateLimiter {

  private static final int MAX_KEYS = 100_000;

  private final boolean isUnbounded;
  private final long interval;
  private final long burst;
  private final LongSupplier clock;
  private final Cache<String, Long> fullAt;

  /** {@code perSecond} 0: unlimited. */
  public RateLimiter(double perSecond, int atOnce) {
    this(perSecond, atOnce, System::nanoTime);
  }

  RateLimiter(double perSecond, int atOnce, LongSupplier clock) {
    this.isUnbounded = perSecond <= 0;
    this.interval = isUnbounded ? 1 : (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
    this.burst = interval * Math.max(1, atOnce);
    this.clock = clock;
    this.fullAt =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(burst, TimeUnit.NANOSECONDS)
            .ticker(clock::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Takes one token; if there is none, returns how long until there is one. */
  public Optional<Duration> take(String key) {
    if (isUnbounded) {
      return Optional.empty();
    }
    var now = clock.getAsLong();
    var wait = new long[1];
    fullAt
        .asMap()
        .compute(
            key,
            (_, known) -> {
              var next = (known == null || known - now < 0 ? now : known) + interval;
              wait[0] = next - now - burst;
              return wait[0] > 0 ? known : next;
            });
    return wait[0] > 0 ? Optional.of(Duration.ofNanos(wait[0])) : Optional.empty();
  }
}
