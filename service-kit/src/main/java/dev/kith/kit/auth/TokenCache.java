package dev.kith.kit.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.kit.config.KithConfig;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cache of verified tokens. A token is verified once and then accepted until it expires, for {@code
 * kith.tokens.cache-time} at most. A token stays accepted for as long after its key is no longer
 * trusted.
 *
 * <p>Only valid tokens are cached. The key is the whole token with its signature, so another token
 * for the same subject is verified separately.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class TokenCache extends JWTCallerPrincipalFactory {

  private final JWTCallerPrincipalFactory verifier;
  private final Clock clock;
  private final long longestMillis;
  private final Cache<Known, Remembered> remembered;
  private volatile @Nullable JWTAuthContextInfo latestTrust;

  /**
   * A token and the issuer and key that it was verified against; if these change, it is verified
   * again.
   */
  private record Known(String token, JWTAuthContextInfo trust) {}

  private record Remembered(JWTCallerPrincipal principal, CachedCaller caller, long untilMillis) {}

  @Inject
  TokenCache(KithConfig settings) {
    this(
        new DefaultJWTCallerPrincipalFactory(),
        Clock.systemUTC(),
        settings.tokens().cacheTime(),
        settings.tokens().cacheSize());
  }

  TokenCache(JWTCallerPrincipalFactory verifier, Clock clock, Duration longest, int most) {
    this.verifier = verifier;
    this.clock = clock;
    this.longestMillis = longest.toMillis();
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(longestMillis, TimeUnit.MILLISECONDS)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo trust) throws ParseException {
    var known = new Known(token, trust);
    var hit = hit(known);
    if (hit != null) {
      return hit.principal;
    }
    var principal = verified(token, trust);
    remember(known, principal);
    latestTrust = trust;
    return principal;
  }

  /** The caller of a token that is cached; empty if the token must be verified. */
  public Optional<CachedCaller> cached(String token) {
    var trust = latestTrust;
    return trust == null
        ? Optional.empty()
        : Optional.ofNullable(hit(new Known(token, trust))).map(Remembered::caller);
  }

  private @Nullable Remembered hit(Known known) {
    var hit = remembered.getIfPresent(known);
    return hit != null && clock.millis() < hit.untilMillis ? hit : null;
  }

  private JWTCallerPrincipal verified(String token, JWTAuthContextInfo trust)
      throws ParseException {
    try {
      var principal = verifier.parse(token, trust);
      ClaimTypeCheck.check(token);
      return principal;
    } catch (RuntimeException | StackOverflowError unreadable) {
      // the verifier descends into nested claims without a limit, after it has checked the
      // signature
      throw new ParseException("The token cannot be read", unreadable);
    }
  }

  /** Number of cached tokens. */
  long count() {
    remembered.cleanUp();
    return remembered.estimatedSize();
  }

  /** A token without an expiry is never cached. */
  private void remember(Known known, JWTCallerPrincipal principal) {
    var now = clock.millis();
    var until = Math.min(expiryMillis(principal), now + longestMillis);
    if (until > now) {
      remembered.put(known, new Remembered(principal, CachedCaller.of(principal), until));
    }
  }

  private static long expiryMillis(JWTCallerPrincipal principal) {
    return TimeUnit.SECONDS.toMillis(principal.getExpirationTime());
  }
}
