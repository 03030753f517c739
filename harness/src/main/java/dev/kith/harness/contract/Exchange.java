package dev.kith.harness.contract;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request and its response. A binary request body is left empty; a binary response body is
 * decoded as ISO-8859-1.
 */
public record Exchange(
    String method,
    URI uri,
    Map<String, List<String>> requestHeaders,
    String requestBody,
    int status,
    Map<String, List<String>> headers,
    String body) {

  /** Omits the request headers, which contain the token. */
  @Override
  public String toString() {
    return "%s %s %s\n%d %s %s".formatted(method, uri, requestBody, status, headers, body);
  }

  boolean isAccepted() {
    return status >= 200 && status < 300;
  }
}
