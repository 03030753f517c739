package dev.kith.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Response to a client for which there is no room. */
final class Refusal {

  private static final String BODY =
      """
      {"type":"https://kith.dev/problems/too-many-connections","title":"There are too many connections","status":503,\
      "detail":"Close connections that you do not need, and try again in a moment."}\
      """;

  private Refusal() {}

  static byte[] response() {
    var head =
        """
        HTTP/1.1 503 Service Unavailable
        Content-Type: application/problem+json
        Retry-After: 1
        Cache-Control: no-store
        Connection: close
        Content-Length: %d

        """
            .formatted(BODY.length())
            .replace("\n", "\r\n");
    return (head + BODY).getBytes(US_ASCII);
  }
}
