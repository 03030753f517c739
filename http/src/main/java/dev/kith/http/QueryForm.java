package dev.kith.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Check that a query can be read in one way only. */
final class QueryForm {

  private QueryForm() {}

  /** Refuses characters that a URL cannot have, and a query that is not UTF-8 after decoding. */
  static void check(@Nullable String query) {
    if (query == null) {
      return;
    }
    for (int index = 0; index < query.length(); index++) {
      char character = query.charAt(index);
      if (character <= ' ' || character >= 0x7f || "\"#<>\\^`{|}".indexOf(character) >= 0) {
        throw new MalformedTarget(
            "The query has a character that a URL cannot have; write it percent-encoded.");
      }
    }
    if (query.indexOf('%') >= 0) {
      checkEncoding(query);
    }
  }

  private static void checkEncoding(String query) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(query.length());
    for (int index = 0; index < query.length(); index++) {
      if (query.charAt(index) == '%') {
        decoded.write(Percent.decode(query, index));
        index += 2;
      } else {
        decoded.write(query.charAt(index));
      }
    }
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
    } catch (CharacterCodingException notText) {
      throw new MalformedTarget("The query is no text in UTF-8 when it is decoded.");
    }
  }
}
