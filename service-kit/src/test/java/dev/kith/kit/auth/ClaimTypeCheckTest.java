package dev.kith.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kith.kit.http.TokenFixture;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTypeCheckTest {

  private final TokenFixture issuer = TokenFixture.withKeyOfItsOwn();
  private final JWTAuthContextInfo trust = issuer.trust();
  private final TokenCache tokens =
      new TokenCache(
          new DefaultJWTCallerPrincipalFactory(), Clock.systemUTC(), Duration.ofMinutes(1), 100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"groups\":{}",
        "\"groups\":\"backend\"",
        "\"groups\":[[\"backend\"]]",
        "\"groups\":[1]",
        "\"groups\":[null]",
        "\"groups\":null",
        "\"groups\":true",
        "\"sub\":7",
        "\"sub\":{}",
        "\"sub\":[\"alice\"]",
        "\"sub\":null",
        "\"iss\":[]",
        "\"iss\":1",
        "\"jti\":{}",
        "\"upn\":[]",
        "\"preferred_username\":{}",
        "\"aud\":{}",
        "\"aud\":[1]",
        "\"aud\":7",
        "\"exp\":\"tomorrow\"",
        "\"exp\":{}",
        "\"exp\":1e300",
        "\"exp\":99999999999999999999999",
        "\"exp\":9223372036854775807",
        "\"exp\":-1",
        "\"exp\":null",
        "\"iat\":[]",
        "\"iat\":\"x\"",
        "\"nbf\":{}",
        "\"nbf\":-1e300"
      })
  void a_claim_of_another_type_is_refused(String claim) {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> tokens.parse(issuer.with(claim), trust));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"groups\":[]",
        "\"groups\":[\"backend\"]",
        "\"aud\":\"kith\"",
        "\"aud\":[\"kith\",\"other\"]",
        "\"nbf\":1.5",
        "\"other\":{\"a\":[{}]}"
      })
  void a_claim_of_its_type_is_taken(String claim) throws ParseException {
    assertThat(tokens.parse(issuer.with(claim), trust).getSubject()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"alice\"", "null", "", "{", "{\"sub\":\"a\",\"sub\":\"b\"}"})
  void claims_that_are_no_object_are_refused(String claims) {
    assertThatExceptionOfType(ParseException.class)
        .isThrownBy(() -> tokens.parse(issuer.of(claims), trust));
  }

  @Test
  void the_check_that_failed_is_told_to_the_holder() {
    trust.setExpectedAudience(Set.of("kith"));

    assertThat(fault(issuer.with("\"exp\":1"))).isEqualTo(TokenFault.EXPIRED);
    assertThat(fault(issuer.with("\"iss\":\"https://other.example\"")))
        .isEqualTo(TokenFault.ISSUER);
    assertThat(fault(issuer.with("\"aud\":\"other\""))).isEqualTo(TokenFault.AUDIENCE);
    assertThat(fault(TokenFixture.withKeyOfItsOwn().with("\"exp\":1"))).isEqualTo(TokenFault.KEY);
    assertThat(fault("a.b.c")).isEqualTo(TokenFault.OTHER);
    assertThat(TokenFault.of(new AuthenticationFailedException())).isEqualTo(TokenFault.MISSING);
  }

  private TokenFault fault(String token) {
    return TokenFault.of(
        new AuthenticationFailedException(catchThrowable(() -> tokens.parse(token, trust))));
  }
}
