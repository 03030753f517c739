package dev.kith.kit.limits;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Token buckets of users' writes on this node. */
@ApplicationScoped
public class UserWriteBuckets {

  private final RateLimiter rates;
  private final Counter refused;

  UserWriteBuckets(KithConfig settings, MeterRegistry metrics) {
    this.rates = new RateLimiter(settings.rates().writes(), settings.rates().writesBurst());
    this.refused = metrics.counter("kith.requests.refused", "rate", "writes");
  }

  /** Takes a write of the user; if none is left, returns how long until one is. */
  public Optional<Duration> take(Address user) {
    var wait = rates.take(user.text());
    if (wait.isPresent()) {
      refused.increment();
    }
    return wait;
  }
}
