package dev.kith.notifier.session;

import dev.kith.kit.auth.TokenFault;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Verifies tokens off the event loop: the first one may have to wait for the issuer's keys. */
@ApplicationScoped
public class TokenVerifier {

  private final JWTParser tokens;
  private final Vertx vertx;

  TokenVerifier(JWTParser tokens, Vertx vertx) {
    this.tokens = tokens;
    this.vertx = vertx;
  }

  /**
   * A verified token, or why there is none.
   *
   * @param fault why the token is refused; nothing for a valid one
   */
  public record Verification(Optional<JsonWebToken> token, Optional<TokenFault> fault) {

    private static Verification failed(TokenFault fault) {
      return new Verification(Optional.empty(), Optional.of(fault));
    }
  }

  /**
   * Verifies a token. It expires to the second, without allowance for clocks: a session that opens
   * with an expired token would end at once.
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
