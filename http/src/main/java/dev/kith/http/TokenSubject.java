package dev.kith.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Subject of a token (JWT) that is not verified. It only decides which node gets a request first;
 * that node verifies the token.
 */
public final class TokenSubject {

  private static final JsonFactory JSON = new JsonFactory();

  private static final Pattern BEARER = Pattern.compile("bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  /** Header, claims and signature. */
  private static final Pattern TOKEN = Pattern.compile("[^.]*\\.([^.]+)\\.[^.]*");

  private TokenSubject() {}

  /** Subject of the token in the header {@code Authorization}; empty if there is none. */
  public static Optional<String> ofHeader(@Nullable String authorization) {
    if (authorization == null) {
      return Optional.empty();
    }
    Matcher bearer = BEARER.matcher(authorization.strip());
    return bearer.matches() ? of(bearer.group(1)) : Optional.empty();
  }

  /** Subject of a token; empty if it has none that is a text. */
  public static Optional<String> of(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return subject(Base64.getUrlDecoder().decode(parts.group(1)));
    } catch (IOException | IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }

  private static Optional<String> subject(byte[] claims) throws IOException {
    try (JsonParser parser = JSON.createParser(claims)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isSubject = parser.currentName().equals("sub");
        JsonToken value = parser.nextToken();
        if (isSubject) {
          return value == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        }
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }
}
