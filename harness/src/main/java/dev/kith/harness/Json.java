package dev.kith.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Conversions between JSON text and JSON trees. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Parses a text; an empty text, such as the body of a 204 response, becomes a missing node. */
  public static JsonNode parse(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("Not JSON: " + text, notJson);
    }
  }

  /** Converts maps, lists and values to a tree. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }
}
