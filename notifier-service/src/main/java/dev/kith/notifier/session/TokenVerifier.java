package dev.kith.notifier.session;

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
   * Nothing for a token that is not valid, or not any more: to the second, because one that is let
   * in after its end for the sake of clocks would open a session only to end it.
   */
  public Future<Optional<JsonWebToken>> check(String text) {
    return vertx.executeBlocking(
        () -> parse(text).filter(token -> !SessionToken.of(text, token).hasExpired(now())), false);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private Optional<JsonWebToken> parse(String text) {
    try {
      return Optional.of(tokens.parse(text));
    } catch (ParseException invalid) {
      return Optional.empty();
    }
  }
}
