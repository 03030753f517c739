package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What lets a session be open: a token, and until when it is good.
 *
 * @param authorization the token as a header has it
 * @param expiresAt in milliseconds
 */
public record SessionToken(String authorization, long expiresAt) {

  public static SessionToken of(String text, JsonWebToken token) {
    return new SessionToken("Bearer " + text, TimeUnit.SECONDS.toMillis(token.getExpirationTime()));
  }

  /** Whether it was good until {@code now}, in milliseconds, and no longer. */
  boolean hasExpired(long now) {
    return now >= expiresAt;
  }

  /** Whether the token may listen to what the user is told. */
  public static boolean isGoodFor(Address user, JsonWebToken token) {
    return new Caller(token).isSelfOrBackend(user);
  }
}
