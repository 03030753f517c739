package dev.kith.harness.contract;

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

  /** Without the headers of the request, which have its token. */
  @Override
  public String toString() {
    return "%s %s %s\n%d %s %s".formatted(method, uri, requestBody, status, headers, body);
  }

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }
}
