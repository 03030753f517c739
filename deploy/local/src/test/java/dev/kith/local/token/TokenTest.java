package dev.kith.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
  private static final Lifetime ONE_MINUTE = Lifetime.parse("60s");

  @TempDir Path data;

  @Test
  void a_users_token_says_who_holds_it_and_until_when() throws Exception {
    Token token = Token.ofUser(new Address("alice@example.com"), NOW, ONE_MINUTE);

    JwtClaims claims = read(token, NOW);

    assertThat(claims.getIssuer()).isEqualTo("https://kith.dev/local");
    assertThat(claims.getSubject()).isEqualTo("alice@example.com");
    assertThat(claims.getStringClaimValue("upn")).isEqualTo("alice@example.com");
    assertThat(claims.getStringListClaimValue("groups")).isEmpty();
    assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 60);
    assertThat(claims.getJwtId()).isNotBlank();
  }

  @Test
  void a_backends_token_has_that_role() throws Exception {
    Token token = Token.ofBackend(new Address("messaging"), NOW, ONE_MINUTE);

    JwtClaims claims = read(token, NOW);

    assertThat(claims.getSubject()).isEqualTo("messaging");
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("backend");
  }

  @Test
  void a_negative_lifetime_makes_a_token_that_has_expired() {
    Token token = Token.ofUser(new Address("alice"), NOW, Lifetime.parse("-60s"));

    assertThatThrownBy(() -> read(token, NOW))
        .isInstanceOfSatisfying(
            InvalidJwtException.class, refused -> assertThat(refused.hasExpired()).isTrue());
  }

  private JwtClaims read(Token token, Instant now)
      throws IOException, JoseException, GeneralSecurityException, InvalidJwtException {
    LocalKey key = LocalKey.in(data);
    PublicKey published = new RsaKeyUtil().fromPemEncoded(Files.readString(key.publicFile()));
    return new JwtConsumerBuilder()
        .setVerificationKey(published)
        .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
        .setRequireExpirationTime()
        .build()
        .processToClaims(token.signedWith(key));
  }
}
