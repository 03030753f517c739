package dev.kith.acceptance.contract;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** One request and its answer, as they went over the wire; the answer's body only if it is text. */
public record Exchange(
    String method,
    URI uri,
    Map<String, List<String>> requestHeaders,
    String requestBody,
    int status,
    Map<String, List<String>> headers,
    String body) {

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }
}
