package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Token of a session, with its expiry.
 *
 * @param authorization the token as the value of a header
 * @param expiresAt in milliseconds
 *     <p>{@link SessionRegistry} ends a session whose token has expired.
 */
public record SessionToken(String authorization, long expiresAt) {

  public static SessionToken of(String text, JsonWebToken token) {
    return new SessionToken("Bearer " + text, TimeUnit.SECONDS.toMillis(token.getExpirationTime()));
  }

  /** Returns whether it has expired at {@code now}, in milliseconds. */
  public boolean hasExpired(long now) {
    return now >= expiresAt;
  }

  /** Returns whether the token permits a session of the user. */
  public static boolean isGoodFor(Address user, JsonWebToken token) {
    return new Caller(token).isSelfOrBackend(user);
  }
}
