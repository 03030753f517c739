package dev.kith.kit.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.json.JsonMapperCustomizer;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Check of the JSON types of a token's claims against RFC 7519 and MicroProfile JWT. A valid
 * signature proves who issued a token, but not that its claims can be read.
 */
final class ClaimTypeCheck {

  /** End of the year 9999, the last time that RFC 3339 can express. */
  private static final double LAST_SECOND = 253_402_300_799d;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
  private static final Predicate<JsonNode> TEXTS = ClaimTypeCheck::isListOfTexts;
  private static final Predicate<JsonNode> TIME = ClaimTypeCheck::isTime;

  private static final Map<String, Predicate<JsonNode>> TYPES =
      Map.of(
          "iss", TEXT,
          "sub", TEXT,
          "jti", TEXT,
          "upn", TEXT,
          "preferred_username", TEXT,
          "groups", TEXTS,
          "aud", TEXT.or(TEXTS),
          "exp", TIME,
          "iat", TIME,
          "nbf", TIME);

  static {
    new JsonMapperCustomizer().customize(JSON);
  }

  private ClaimTypeCheck() {}

  /**
   * Refuses a token if one of the claims above has another type. Other claims may have any type.
   *
   * @param token verified, in the compact form
   */
  static void check(String token) throws ParseException {
    var claims = claims(token);
    for (var type : TYPES.entrySet()) {
      var claim = claims.get(type.getKey());
      if (claim != null && !type.getValue().test(claim)) {
        throw new ParseException("The claim '" + type.getKey() + "' has the wrong type");
      }
    }
  }

  private static JsonNode claims(String token) throws ParseException {
    try {
      var parts = token.split("\\.", -1);
      var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      if (claims.isObject()) {
        return claims;
      }
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
      // refused below
    }
    throw new ParseException("The token's claims are not a JSON object");
  }

  private static boolean isTime(JsonNode claim) {
    return claim.isNumber() && claim.doubleValue() >= 0 && claim.doubleValue() <= LAST_SECOND;
  }

  private static boolean isListOfTexts(JsonNode claim) {
    return claim.isArray() && claim.valueStream().allMatch(JsonNode::isTextual);
  }
}
