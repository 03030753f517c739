package dev.kith.http;

import org.jspecify.annotations.Nullable;

/**
 * What a request asks for (RFC 9112, 3.2), in the one form that routes are decided on. Two servers
 * that read the same path differently are a way around each other's rules, so what has no normal
 * form is refused and never corrected.
 */
public sealed interface RequestTarget {

  /**
   * A path, and what stands after its question mark.
   *
   * @param path starts with a slash; every character that may stand in a path as it is does so
   * @param query as it was sent, without the question mark; null if there is none
   * @param authority the host and the port of an absolute URL, which go before those of the header
   *     {@code Host}; null if the target was a path alone
   */
  record Resource(String path, @Nullable String query, @Nullable String authority)
      implements RequestTarget {

    /** The path with the query. */
    public String uri() {
      return query == null ? path : path + "?" + query;
    }
  }

  /** {@code *}: the server as a whole, which only OPTIONS asks for. */
  record Server() implements RequestTarget {}

  /**
   * No normal form.
   *
   * @param detail what is wrong and what to do, as a sentence
   */
  record Refused(String detail) implements RequestTarget {}

  /** Reads the target of a request line. */
  static RequestTarget parse(@Nullable String target) {
    return TargetParser.parse(target);
  }
}
