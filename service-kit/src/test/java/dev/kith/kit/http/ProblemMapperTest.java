package dev.kith.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.MaskedPath;
import dev.kith.schemas.RegistryUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Vertx;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final TokenFixture ISSUER = TokenFixture.withKeyOfItsOwn();

  private final ProblemMapper mapper =
      new ProblemMapper(
          new AllowedMethods(),
          new TimingEqualizer(VERTX),
          new CurrentVertxRequest(),
          new MaskedPath(new AddressHash("test")));

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_request_without_a_token_gets_a_challenge_without_an_error() {
    var response = mapper.unauthenticated(new UnauthorizedException());

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(problem(response).detail()).contains("Authorization: Bearer TOKEN");
  }

  @Test
  void a_token_that_is_refused_is_invalid() {
    var response =
        mapper.unauthenticated(new AuthenticationFailedException(new ParseException("wrong")));

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(response.getHeaderString("WWW-Authenticate"))
        .isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void the_body_of_a_401_says_which_check_of_the_token_failed() {
    var hour = Duration.ofHours(1);

    assertThat(refusal(ISSUER.token("alice", hour.negated())))
        .isEqualTo("The token has expired; get a new one.");
    assertThat(refusal(ISSUER.with("\"iss\":\"another\"")))
        .isEqualTo(
            "The token's claim 'iss' is not the issuer that this Kith is configured to trust.");
    assertThat(refusal(ISSUER.with("\"aud\":\"mail\"")))
        .isEqualTo("The token's claim 'aud' does not name this Kith.");
    assertThat(refusal(TokenFixture.withKeyOfItsOwn().token("alice", hour)))
        .isEqualTo("The token is not signed with a key of the configured issuer; get one from it.");
    assertThat(refusal("x"))
        .isEqualTo("The token is not a signed JWT whose claims can be read; get a new one.");
  }

  /** Detail of the response to a request with that token. */
  private String refusal(String token) {
    var trust = ISSUER.trust();
    trust.setExpectedAudience(Set.of("kith"));
    var failure =
        catchThrowableOfType(
            ParseException.class, () -> new DefaultJWTCallerPrincipalFactory().parse(token, trust));
    var response = mapper.unauthenticated(new AuthenticationFailedException(failure));

    assertThat(response.getStatus()).isEqualTo(401);
    assertThat(problem(response).type()).endsWith("/unauthenticated");
    return problem(response).detail();
  }

  @Test
  void what_passes_by_itself_may_be_repeated_soon() {
    for (var failure :
        new RuntimeException[] {
          new PartitionOwners.NotHere(),
          new InvalidStateStoreException("migrated"),
          new RegistryUnavailable("away", new IllegalStateException())
        }) {
      var response = mapper.any(failure);

      assertThat(response.getStatus()).as(failure.toString()).isEqualTo(503);
      assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
    }
  }

  @Test
  void a_temporary_refusal_says_when_to_come_again() {
    var response =
        mapper.any(
            ProblemException.retry(
                Problem.Kind.TOO_MANY_REQUESTS, "Wait.", Duration.ofMillis(2_500)));

    assertThat(response.getStatus()).isEqualTo(429);
    assertThat(response.getHeaderString("Retry-After")).isEqualTo("2");
  }

  @Test
  void a_body_that_is_not_utf_8_is_malformed() {
    assertThat(mapper.any(new CharConversionException()).getStatus()).isEqualTo(400);
  }

  @Test
  void an_unexpected_failure_says_nothing_about_itself() {
    var response = mapper.any(new IllegalStateException("secret"));

    assertThat(response.getStatus()).isEqualTo(500);
    assertThat(problem(response).toString()).doesNotContain("secret");
    assertThat(response.getHeaderString("Cache-Control")).contains("no-store");
  }

  private static Problem problem(Response response) {
    return (Problem) response.getEntity();
  }
}
