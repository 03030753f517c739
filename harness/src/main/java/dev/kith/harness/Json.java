package dev.kith.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON as text and as a tree. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A missing node for an empty text, such as the body of a 204. */
  public static JsonNode parse(String text) {
    try {
      return text.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("Not JSON: " + text, notJson);
    }
  }

  /** The tree of maps, lists and values. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }
}
