package dev.kith.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** An issuer of tokens, and what trusts it. */
record TokenFixture(KeyPair keys) {

  private static final String ISSUER = "https://kith.dev/test";
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
  private static final int KEY_BITS = 2048;

  static TokenFixture withKeyOfItsOwn() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return new TokenFixture(generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  JWTAuthContextInfo trust() {
    return new JWTAuthContextInfo((RSAPublicKey) keys.getPublic(), ISSUER);
  }

  String token(String subject, Duration lifetime) {
    var now = Instant.now().getEpochSecond();
    var claims =
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(ISSUER, subject, now, now + lifetime.toSeconds());
    return signed(encoded(HEADER.getBytes(US_ASCII)) + "." + encoded(claims.getBytes(US_ASCII)));
  }

  /** The same header and claims under this issuer's signature. */
  String signedAnew(String token) {
    return signed(token.substring(0, token.lastIndexOf('.')));
  }

  private String signed(String input) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(input.getBytes(US_ASCII));
      return input + "." + encoded(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
