package dev.kith.harness.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issuer of tokens that are signed with one key. */
public record Tokens(PrivateKey key) {

  private static final Duration ONE_DAY = Duration.ofDays(1);

  /** Returns an issuer with the private key of a stack, whose services accept its tokens. */
  public static Tokens in(Path data) {
    try {
      String pem = Files.readString(data.resolve("keys/private.pem"));
      byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      return new Tokens(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Returns an issuer with a new key, whose tokens no stack accepts. */
  public static Tokens ofAnotherKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new Tokens(generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String of(String address) {
    return sign(address, List.of(), ONE_DAY);
  }

  public String ofBackend() {
    return sign("backend", List.of("backend"), ONE_DAY);
  }

  /** Issues a token that expires after {@code lifetime}. */
  public String of(String address, Duration lifetime) {
    return sign(address, List.of(), lifetime);
  }

  /** Issues a token that expired an hour ago. */
  public String expired(String address) {
    return sign(address, List.of(), Duration.ofHours(-1));
  }

  private String sign(String subject, List<String> roles, Duration lifetime) {
    long now = System.currentTimeMillis() / 1000;
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("https://kith.dev/local");
    claims.setSubject(subject);
    claims.setStringListClaim("groups", roles);
    claims.setIssuedAt(NumericDate.fromSeconds(now - ONE_DAY.toSeconds()));
    claims.setExpirationTime(NumericDate.fromSeconds(now + lifetime.toSeconds()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setPayload(claims.toJson());
    signature.setKey(key);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException unsigned) {
      throw new IllegalStateException(unsigned);
    }
  }
}
