package dev.kith.kit.auth;

import io.smallrye.jwt.auth.principal.ParseException;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a token was refused, as the caller may know it. Claims are checked after the
 * signature, so details about claims reach only holders of tokens of the configured issuer.
 */
public enum TokenFault {
  MISSING("Send 'Authorization: Bearer TOKEN' with a token of the configured issuer."),
  EXPIRED("The token has expired; get a new one."),
  NOT_YET_VALID("The token is not valid yet; see its claim 'nbf' and the clock of its issuer."),
  ISSUER("The token's claim 'iss' is not the issuer that this Kith is configured to trust."),
  AUDIENCE("The token's claim 'aud' does not name this Kith."),
  KEY("The token is not signed with a key of the configured issuer; get one from it."),
  OTHER("The token is not a signed JWT whose claims can be read; get a new one.");

  private static final int DEEPEST = 10;

  private final String detail;

  TokenFault(String detail) {
    this.detail = detail;
  }

  /** Detail of the problem response: what to do. */
  public String detail() {
    return detail;
  }

  /** Value of {@code WWW-Authenticate}; a missing token has no error code (RFC 6750 3.1). */
  public String challenge() {
    return this == MISSING ? "Bearer" : "Bearer error=\"invalid_token\"";
  }

  /** Fault that caused a failed authentication. */
  public static TokenFault of(@Nullable Throwable failure) {
    if (failure == null || (failure.getCause() == null && !(failure instanceof ParseException))) {
      return MISSING;
    }
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(InvalidJwtException.class::isInstance)
        .map(cause -> of((InvalidJwtException) cause))
        .findFirst()
        .orElse(OTHER);
  }

  private static TokenFault of(InvalidJwtException invalid) {
    if (has(invalid, ErrorCodes.EXPIRED)) {
      return EXPIRED;
    }
    if (has(invalid, ErrorCodes.NOT_YET_VALID)) {
      return NOT_YET_VALID;
    }
    if (has(invalid, ErrorCodes.ISSUER_INVALID, ErrorCodes.ISSUER_MISSING)) {
      return ISSUER;
    }
    if (has(invalid, ErrorCodes.AUDIENCE_INVALID, ErrorCodes.AUDIENCE_MISSING)) {
      return AUDIENCE;
    }
    return has(invalid, ErrorCodes.SIGNATURE_INVALID, ErrorCodes.SIGNATURE_MISSING) ? KEY : OTHER;
  }

  private static boolean has(InvalidJwtException invalid, int... codes) {
    for (var code : codes) {
      if (invalid.hasErrorCode(code)) {
        return true;
      }
    }
    return false;
  }
}
