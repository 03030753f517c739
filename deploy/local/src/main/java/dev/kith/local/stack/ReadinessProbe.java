package dev.kith.local.stack;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a service's readiness: up when it is ready and some node serves each partition of its
 * service.
 */
record ReadinessProbe(URI uri) implements Probe {

  @Override
  public Optional<String> waitsFor() {
    try {
      HttpURLConnection connection = Probe.open(uri);
      try {
        boolean ready = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        try (InputStream body = ready ? connection.getInputStream() : connection.getErrorStream()) {
          String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
          return waitsFor(ready, text);
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return Optional.of(SILENT);
    }
  }

  /** What a readiness of this text tells. */
  static Optional<String> waitsFor(boolean ready, String readiness) {
    Map<String, Object> data = data(readiness);
    List<String> words = new ArrayList<>();
    if (!ready && data.containsKey("halted")) {
      // it serves all other partitions, and only an operator can release this one
      return Optional.empty();
    }
    if (!ready) {
      words.add(data.containsKey("state") ? "its streams are " + data.get("state") : "not ready");
      word(data, "restoring", "%s records of its stores are still to be read", words);
      word(data, "failure", "it stopped: %s", words);
      word(data, "waitingFor", "%s", words);
    }
    if (!ready && "no".equals(data.get("writes"))) {
      word(data, "cause", "%s", words);
    }
    word(data, "unserved", "no node serves partitions %s", words);
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  private static void word(
      Map<String, Object> data, String key, String format, List<String> words) {
    String value = String.valueOf(data.getOrDefault(key, ""));
    if (!value.isEmpty()) {
      words.add(format.formatted(value));
    }
  }

  private static Map<String, Object> data(String readiness) {
    Map<String, Object> all = new TreeMap<>();
    try {
      for (Object check : new JsonObject(readiness).getJsonArray("checks", new JsonArray())) {
        ((JsonObject) check)
            .getJsonObject("data", new JsonObject())
            .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
      }
    } catch (DecodeException | ClassCastException notOfKith) {
      // then it has nothing to tell
    }
    return all;
  }
}
