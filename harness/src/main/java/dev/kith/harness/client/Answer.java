package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Response of a service to one request. */
public record Answer(int status, Map<String, List<String>> headers, String text) {

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  public JsonNode body() {
    return Json.parse(text);
  }

  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getFirst())
        .findFirst();
  }

  /** Returns the position in the journal of the event of this write. */
  public String position() {
    return header("Kith-Position")
        .orElseThrow(() -> new AssertionError("no Kith-Position in " + this));
  }

  public String entityTag() {
    return header("ETag").orElseThrow(() -> new AssertionError("no ETag in " + this));
  }

  /**
   * Returns the response without its {@code Date} header, which differs between equal responses.
   */
  public Answer withoutDate() {
    Map<String, List<String>> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rest.putAll(headers);
    rest.remove("Date");
    return new Answer(status, rest, text);
  }

  /** Returns this response; fails unless its status is a 2xx. */
  public Answer ok() {
    if (status < 200 || status > 299) {
      throw new AssertionError("refused: " + this);
    }
    return this;
  }
}
