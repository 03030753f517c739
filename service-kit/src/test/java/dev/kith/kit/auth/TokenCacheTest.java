package dev.kith.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.kit.http.MovedClock;
import dev.kith.kit.http.TokenFixture;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TokenCacheTest {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final Duration ONE_HOUR = Duration.ofHours(1);

  private static final TokenFixture ISSUER = TokenFixture.withKeyOfItsOwn();
  private static final TokenFixture ANOTHER = TokenFixture.withKeyOfItsOwn();

  private final JWTAuthContextInfo trust = ISSUER.trust();
  private final MovedClock clock = new MovedClock(Instant.now());
  private final CountingVerifier verifier = new CountingVerifier();
  private final TokenCache tokens = remembering(ONE_MINUTE, 1_000);

  @Test
  void a_token_is_verified_once() throws ParseException {
    var token = ISSUER.token("alice", ONE_HOUR);

    var first = tokens.parse(token, trust);
    var second = tokens.parse(token, trust);

    assertThat(first.getSubject()).isEqualTo("alice");
    assertThat(second.getSubject()).isEqualTo("alice");
    assertThat(verifier.asked).isEqualTo(1);
  }

  @Test
  void an_expired_token_is_refused_even_if_it_was_remembered() throws ParseException {
    var patient = remembering(ONE_HOUR, 1_000);
    var token = ISSUER.token("alice", ONE_MINUTE);
    patient.parse(token, trust);

    clock.move(ONE_MINUTE.plusSeconds(1));

    assertRefused(patient, token, trust);
  }

  @Test
  void a_forged_token_with_the_payload_of_a_remembered_one_is_refused() throws ParseException {
    var token = ISSUER.token("alice", ONE_HOUR);
    var forged = ANOTHER.signedAnew(token);
    tokens.parse(token, trust);

    assertThat(forged.substring(0, forged.lastIndexOf('.')))
        .isEqualTo(token.substring(0, token.lastIndexOf('.')));
    assertRefused(tokens, forged, trust);
  }

  @Test
  void a_token_verified_with_one_key_is_refused_with_another() throws ParseException {
    var token = ISSUER.token("alice", ONE_HOUR);
    tokens.parse(token, trust);

    assertRefused(tokens, token, ANOTHER.trust());
  }

  @Test
  void each_has_the_principal_of_their_own_token() throws ParseException {
    var alices = ISSUER.token("alice", ONE_HOUR);
    var bobs = ISSUER.token("bob", ONE_HOUR);
    tokens.parse(alices, trust);
    tokens.parse(bobs, trust);

    assertThat(tokens.parse(alices, trust).getSubject()).isEqualTo("alice");
    assertThat(tokens.parse(bobs, trust).getSubject()).isEqualTo("bob");
  }

  @Test
  void a_token_is_verified_again_after_a_while_because_keys_change() throws ParseException {
    var token = ISSUER.token("alice", ONE_HOUR);
    tokens.parse(token, trust);

    clock.move(ONE_MINUTE);
    tokens.parse(token, trust);

    assertThat(verifier.asked).isEqualTo(2);
  }

  @Test
  void what_was_refused_is_not_remembered() {
    var forged = ANOTHER.token("alice", ONE_HOUR);

    assertRefused(tokens, forged, trust);
    assertRefused(tokens, forged, trust);

    assertThat(verifier.asked).isEqualTo(2);
    assertThat(tokens.count()).isZero();
  }

  @Test
  void no_more_tokens_are_remembered_than_was_said() throws ParseException {
    var few = remembering(ONE_MINUTE, 3);

    for (int number = 0; number < 10; number++) {
      few.parse(ISSUER.token("user-" + number, ONE_HOUR), trust);
    }

    assertThat(few.count()).isEqualTo(3);
  }

  @Test
  void a_valid_token_whose_claims_are_nested_too_deeply_is_refused() {
    var nested = ISSUER.with("\"x\":" + "[".repeat(3_000) + "]".repeat(3_000));
    var refused =
        CompletableFuture.runAsync(
            () -> assertRefused(tokens, nested, trust), TokenCacheTest::onSmallStack);

    assertThat(refused).succeedsWithin(Duration.ofSeconds(20));
  }

  /** As small as the stacks on which requests are authenticated may be. */
  private static void onSmallStack(Runnable task) {
    new Thread(null, task, "small-stack", 256 * 1024).start();
  }

  @Test
  void nothing_is_remembered_for_no_time() throws ParseException {
    var forgetful = remembering(Duration.ZERO, 1_000);
    var token = ISSUER.token("alice", ONE_HOUR);

    forgetful.parse(token, trust);
    forgetful.parse(token, trust);

    assertThat(verifier.asked).isEqualTo(2);
  }

  private TokenCache remembering(Duration longest, int most) {
    return new TokenCache(verifier, clock, longest, most);
  }

  private static void assertRefused(TokenCache tokens, String token, JWTAuthContextInfo trust) {
    assertThatExceptionOfType(ParseException.class).isThrownBy(() -> tokens.parse(token, trust));
  }

  /** The real verifier with another clock and a counter. */
  private final class CountingVerifier extends DefaultJWTCallerPrincipalFactory {
    private int asked;

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
      asked++;
      var principal = super.parse(token, info);
      if (principal.getExpirationTime() <= clock.instant().getEpochSecond()) {
        throw new ParseException("expired");
      }
      return principal;
    }
  }
}
