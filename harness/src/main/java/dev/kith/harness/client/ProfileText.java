package dev.kith.harness.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Content of a profile, as its owner writes it or as a reader sees it. */
public record ProfileText(Map<String, Object> fields) {

  /** Returns a profile without fields. */
  public static ProfileText aProfile() {
    return new ProfileText(Map.of());
  }

  public ProfileText named(String name) {
    return with("name", name);
  }

  public ProfileText saying(String status) {
    return with("status", status);
  }

  /** Adds an attribute. */
  public ProfileText having(String attribute, Object value) {
    Map<String, Object> attributes = new TreeMap<>();
    if (fields.get("attributes") instanceof Map<?, ?> before) {
      before.forEach((key, old) -> attributes.put(String.valueOf(key), old));
    }
    attributes.put(attribute, value);
    return with("attributes", attributes);
  }

  /** Adds the position of a write, which the owner and backends see in the profile. */
  public ProfileText at(String position) {
    return with("position", position);
  }

  /** Returns the exact JSON that a reader receives: the fields and the address of the owner. */
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
