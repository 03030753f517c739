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
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Issuer of tokens, and a verifier that trusts it. */
public record TokenFixture(KeyPair keys) {

  private static final String ISSUER = "https://kith.dev/test";
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
  private static final int KEY_BITS = 2048;

  public static TokenFixture withKeyOfItsOwn() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return new TokenFixture(generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public JWTAuthContextInfo trust() {
    return new JWTAuthContextInfo((RSAPublicKey) keys.getPublic(), ISSUER);
  }

  public String token(String subject, Duration lifetime) {
    var now = Instant.now().getEpochSecond();
    return of(
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(ISSUER, subject, now, now + lifetime.toSeconds()));
  }

  /** Valid token, except for {@code claim}, such as {@code "groups":{}}. */
  public String with(String claim) {
    var now = Instant.now().getEpochSecond();
    var all = new LinkedHashMap<String, String>();
    all.put("iss", "\"" + ISSUER + "\"");
    all.put("sub", "\"alice\"");
    all.put("iat", Long.toString(now));
    all.put("exp", Long.toString(now + 3_600));
    all.put(
        claim.substring(1, claim.indexOf('"', 1)), claim.substring(claim.indexOf(':') + 1).strip());
    return of(
        all.entrySet().stream()
            .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
            .collect(Collectors.joining(",", "{", "}")));
  }

  /** Token with these claims. */
  public String of(String claims) {
    return signed(encoded(HEADER.getBytes(US_ASCII)) + "." + encoded(claims.getBytes(US_ASCII)));
  }

  /** The same header and claims, signed by this issuer. */
  public String signedAnew(String token) {
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
