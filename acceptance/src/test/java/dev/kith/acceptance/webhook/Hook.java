package dev.kith.acceptance.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;

/** A webhook that a backend has registered; {@link #close()} deletes it. */
record Hook(Api api, String id, String secret) implements AutoCloseable {

  static Hook to(Receiver receiver, Stack stack, String... kinds) {
    return to(receiver.url(), stack.backend().api(), kinds);
  }

  static Hook to(String url, Api api, String... kinds) {
    var body = Json.of(Map.of("url", url, "kinds", List.of(kinds))).toString();
    var created = api.send("POST", "/v1/webhooks", body).ok().body();
    return new Hook(api, created.path("id").asText(), created.path("secret").asText());
  }

  String path() {
    return "/v1/webhooks/" + id;
  }

  JsonNode read() {
    return api.get(path()).ok().body();
  }

  String state() {
    return read().path("state").asText();
  }

  JsonNode changes(String field, Object value) {
    return api.send("PATCH", path(), Json.of(Map.of(field, value)).toString()).ok().body();
  }

  JsonNode post(String action) {
    return api.send("POST", path() + ":" + action, "").ok().body();
  }

  @Override
  public void close() {
    api.delete(path()).ok();
  }
}
