package dev.kith.http;

import org.jspecify.annotations.Nullable;

/**
 * Normalized target of a request (RFC 9112, 3.2); routes are decided on it. If two servers read the
 * same path differently, one server's access rules can be bypassed through the other. A target
 * without a normal form is therefore refused and never corrected.
 */
public sealed interface RequestTarget {

  /**
   * Path and query.
   *
   * @param path starts with a slash; characters that a path may contain unencoded are not encoded
   * @param query as sent, without the question mark; null if there is none
   * @param authority host and port of an absolute URL, which take precedence over the header {@code
   *     Host}; null if the target was only a path
   */
  record Resource(String path, @Nullable String query, @Nullable String authority)
      implements RequestTarget {

    /** Path with query. */
    public String uri() {
      return query == null ? path : path + "?" + query;
    }
  }

  /** {@code *}: the server as a whole, for OPTIONS only. */
  record Server() implements RequestTarget {}

  /**
   * Target without a normal form.
   *
   * @param detail a sentence that says what is wrong and what to do
   */
  record Refused(String detail) implements RequestTarget {}

  /** Parses the target of a request line. */
  static RequestTarget parse(@Nullable String target) {
    return TargetParser.parse(target);
  }
}
