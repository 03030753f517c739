package dev.kith.profile.rest.picture;

import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.store.PictureConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Limit of concurrent requests per user that upload a picture or a part of one. */
@Singleton
public class PictureConcurrencyLimit {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Caller caller;
  private final int most;
  private final ConcurrentMap<Address, Integer> open = new ConcurrentHashMap<>();

  PictureConcurrencyLimit(Caller caller, PictureConfig settings) {
    this.caller = caller;
    this.most = settings.requests();
  }

  /** Ends the request with 429 if its user has too many concurrent uploads. */
  <T> T count(Address owner, Supplier<T> request) {
    var user = caller.payer(owner);
    if (open.merge(user, 1, Integer::sum) > most) {
      leave(user);
      throw ProblemException.retry(
          Problem.Kind.TOO_MANY_PICTURES,
          "At most %d requests of one user may upload pictures concurrently; retry when one of them has ended."
              .formatted(most),
          SOON);
    }
    try {
      return request.get();
    } finally {
      leave(user);
    }
  }

  private void leave(Address user) {
    var _ = open.computeIfPresent(user, (_, count) -> count > 1 ? count - 1 : null);
  }
}
