package dev.kith.local.token;

import java.time.Instant;
import java.util.List;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Claims of a token before it is signed. */
public record Token(String subject, List<String> roles, Instant issued, Lifetime lifetime) {

  /** Issuer ({@code iss}) that the services of the local stack expect. */
  public static final String ISSUER = "https://kith.dev/local";

  public static Token ofUser(Address address, Instant issued, Lifetime lifetime) {
    return new Token(address.text(), List.of(), issued, lifetime);
  }

  public static Token ofBackend(Address name, Instant issued, Lifetime lifetime) {
    return new Token(name.text(), List.of("backend"), issued, lifetime);
  }

  public Token {
    roles = List.copyOf(roles);
  }

  /** Returns the signed JWT in compact form (RS256). */
  public String signedWith(LocalKey key) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "JWT");
    signature.setPayload(claims().toJson());
    signature.setKey(key.signing());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException unsigned) {
      throw new IllegalStateException(unsigned);
    }
  }

  private JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setSubject(subject);
    claims.setClaim("upn", subject);
    claims.setStringListClaim("groups", roles);
    claims.setIssuedAt(NumericDate.fromSeconds(issued.getEpochSecond()));
    claims.setExpirationTime(
        NumericDate.fromSeconds(issued.plus(lifetime.duration()).getEpochSecond()));
    claims.setGeneratedJwtId();
    return claims;
  }
}
