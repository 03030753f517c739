package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A profile as one writes it, or as somebody sees it. */
public record ProfileText(Map<String, Object> fields) {

  /** With no field at all. */
  public static ProfileText aProfile() {
    return new ProfileText(Map.of());
  }

  public ProfileText named(String name) {
    return with("name", name);
  }

  public ProfileText saying(String status) {
    return with("status", status);
  }

  /** With an attribute more. */
  public ProfileText having(String attribute, Object value) {
    Map<String, Object> attributes = new TreeMap<>();
    if (fields.get("attributes") instanceof Map<?, ?> before) {
      before.forEach((key, old) -> attributes.put(String.valueOf(key), old));
    }
    attributes.put(attribute, value);
    return with("attributes", attributes);
  }

  /** As the owner and backends see it after the write at this position. */
  public ProfileText at(String position) {
    return with("position", position);
  }

  /** What somebody sees of it, and nothing besides. */
  JsonNode seenAs(String address) {
    return Json.of(with("address", address).fields);
  }

  String json() {
    return Json.of(fields).toString();
  }

  private ProfileText with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new ProfileText(Map.copyOf(more));
  }
}
