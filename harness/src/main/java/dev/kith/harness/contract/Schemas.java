package dev.kith.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Schemas of a document; each is parsed once. */
final class Schemas {

  private static final String NAME = "https://kith.dev/contract";

  private final SchemaRegistry registry;
  private final Map<String, Schema> byPointer = new ConcurrentHashMap<>();

  Schemas(JsonNode document) {
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(NAME, document.toString())));
  }

  /** Validates {@code value}; returns one message for each violation. */
  List<String> errors(Place schema, JsonNode value) {
    return byPointer
        .computeIfAbsent(schema.pointer(), this::read)
        .validate(value, context -> context.executionConfig(it -> it.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /**
   * Validates the value of a parameter or a header; an integer schema is checked against the
   * number.
   */
  List<String> errors(Place schema, String value) {
    var isNumber = schema.text("type").equals("integer") && value.matches("-?\\d{1,9}");
    return errors(
        schema, isNumber ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value));
  }

  private Schema read(String pointer) {
    return registry.getSchema(SchemaLocation.of(NAME + "#" + pointer));
  }
}
