package dev.kith.notifier.session;

import dev.kith.kit.auth.TokenFault;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifier of tokens. It runs off the event loop, because the first verification may have to fetch
 * the issuer's keys.
 */
@ApplicationScoped
public class TokenVerifier {

  private final JWTParser tokens;
  private final Vertx vertx;

  TokenVerifier(JWTParser tokens, Vertx vertx) {
    this.tokens = tokens;
    this.vertx = vertx;
  }

  /**
   * Verified token, or the reason why there is none.
   *
   * @param fault why the token is refused; empty if it is valid
   */
  public record Verification(Optional<JsonWebToken> token, Optional<TokenFault> fault) {

    private static Verification failed(TokenFault fault) {
      return new Verification(Optional.empty(), Optional.of(fault));
    }
  }

  /**
   * Verifies a token. Its expiry has no leeway for clock skew: a session with an expired token
   * would be closed as soon as it is open.
   */
  public Future<Verification> check(String text) {
    return vertx.executeBlocking(() -> verify(text), false);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private Verification verify(String text) {
    if (text.isEmpty()) {
      return Verification.failed(TokenFault.MISSING);
    }
    try {
      var token = tokens.parse(text);
      return SessionToken.of(text, token).hasExpired(now())
          ? Verification.failed(TokenFault.EXPIRED)
          : new Verification(Optional.of(token), Optional.empty());
    } catch (ParseException invalid) {
      return Verification.failed(TokenFault.of(invalid));
    }
  }
}
