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
 * Probe that reads a service's readiness. A service is up when it is ready and every partition is
 * served by some node.
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

  /** Evaluates the body of a readiness response. */
  static Optional<String> waitsFor(boolean ready, String readiness) {
    Map<String, Object> data = data(readiness);
    List<String> words = new ArrayList<>();
    if (!ready && data.containsKey("halted")) {
      // a halted node serves all other partitions, and only an operator can release the halted one
      return Optional.empty();
    }
    if (!ready) {
      words.add(data.containsKey("state") ? "Kafka Streams is " + data.get("state") : "not ready");
      word(data, "restoring", "%s records left to restore into its state stores", words);
      word(data, "failure", "Kafka Streams stopped: %s", words);
      word(data, "waitingFor", "%s", words);
    }
    if (!ready && "no".equals(data.get("writes"))) {
      word(data, "cause", "%s", words);
    }
    word(data, "unserved", "no node serves %s", words);
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
      // not a readiness response of Kith: no details
    }
    return all;
  }
}
