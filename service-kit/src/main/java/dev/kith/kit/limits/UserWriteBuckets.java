package dev.kith.kit.limits;

import dev.kith.domain.Address;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
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

  /** Takes a write of the user; if none is left, counts and returns the refusal of the request. */
  public Optional<ProblemException> take(Address user) {
    var wait = rates.take(user.text());
    if (wait.isPresent()) {
      refused.increment();
    }
    return wait.map(after ->
        ProblemException.retry(
            Problem.Kind.TOO_MANY_REQUESTS,
            "Send fewer writes a second, or wait for as long as Retry-After says.",
            after));
  }
}
