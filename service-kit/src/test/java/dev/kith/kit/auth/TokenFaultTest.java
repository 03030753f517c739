package dev.kith.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.kit.http.TokenFixture;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenFaultTest {

  private static final TokenFixture ISSUER = TokenFixture.withKeyOfItsOwn();

  private final JWTAuthContextInfo trust = ISSUER.trust();

  @Test
  void a_request_without_a_token_has_none_to_fault() {
    assertThat(TokenFault.of(null)).isEqualTo(TokenFault.MISSING);
    assertThat(TokenFault.of(new UnauthorizedException())).isEqualTo(TokenFault.MISSING);
    assertThat(TokenFault.MISSING.challenge()).isEqualTo("Bearer");
  }

  @Test
  void a_token_has_its_time() {
    assertThat(faultOf(ISSUER.token("alice", Duration.ofHours(-2)))).isEqualTo(TokenFault.EXPIRED);
    assertThat(faultOf(ISSUER.with("\"nbf\":" + inHalfAnHour())))
        .isEqualTo(TokenFault.NOT_YET_VALID);
  }

  @Test
  void a_token_is_of_the_issuer_and_for_this_kith() {
    assertThat(faultOf(ISSUER.with("\"iss\":\"another\""))).isEqualTo(TokenFault.ISSUER);
    trust.setExpectedAudience(Set.of("kith"));
    assertThat(faultOf(ISSUER.with("\"aud\":\"mail\""))).isEqualTo(TokenFault.AUDIENCE);
    assertThat(faultOf(ISSUER.token("alice", Duration.ofHours(1)))).isEqualTo(TokenFault.AUDIENCE);
  }

  @Test
  void another_key_says_nothing_about_claims() {
    var expired = TokenFixture.withKeyOfItsOwn().token("alice", Duration.ofHours(-2));

    assertThat(faultOf(expired)).isEqualTo(TokenFault.KEY);
  }

  @Test
  void what_is_no_token_is_another_fault() {
    assertThat(faultOf("x")).isEqualTo(TokenFault.OTHER);
    assertThat(TokenFault.of(new ParseException("without a cause"))).isEqualTo(TokenFault.OTHER);
    assertThat(TokenFault.OTHER.challenge()).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(faultOf(ISSUER.of("[]"))).isEqualTo(TokenFault.OTHER);
  }

  private static long inHalfAnHour() {
    return Instant.now().plus(Duration.ofMinutes(30)).getEpochSecond();
  }

  private TokenFault faultOf(String token) {
    var refused =
        catchThrowableOfType(
            ParseException.class, () -> new DefaultJWTCallerPrincipalFactory().parse(token, trust));
    return TokenFault.of(new AuthenticationFailedException(refused));
  }
}
