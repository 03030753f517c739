package dev.kith.contactgraph.rest.sync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.contactgraph.query.ContactInput;
import dev.kith.contactgraph.sync.ContactRequest.Options;
import dev.kith.kit.json.JsonFields;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Streaming reader of sync requests: a JSON object that contains the list, or newline-delimited
 * JSON strings with the options as query parameters. Only the addresses are kept in memory.
 *
 * @param now false: the sync is queued
 */
public record SyncInput(AddressList list, Options options, boolean now) {

  public static final String ADDRESSES = "addresses";

  private static final String CONTACT = "contact";
  private static final String SUBSCRIBE = "subscribe";
  private static final String LABELS = "labels";
  private static final String SYNC_NOW = "syncNow";
  private static final Set<String> FIELDS = Set.of(ADDRESSES, CONTACT, SUBSCRIBE, LABELS, SYNC_NOW);
  private static final Set<String> FLAGS = Set.of("true", "false");

  /** Reads a JSON object; fields may be in any order. */
  static SyncInput object(InputStream body, AddressList list, ObjectMapper json)
      throws IOException {
    var options = JsonNodeFactory.instance.objectNode();
    var isListed = false;
    try (var parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw JsonFields.invalid("body", "must be a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var name = parser.currentName();
        parser.nextToken();
        if (name.equals(ADDRESSES)) {
          addresses(parser, list);
          isListed = true;
        } else {
          options.set(name, value(name, parser, json));
        }
      }
      if (parser.nextToken() != null) {
        throw JsonFields.invalid("body", "must be one JSON object and nothing else");
      }
    }
    if (!isListed) {
      throw JsonFields.invalid(ADDRESSES, "is missing");
    }
    return of(list, options);
  }

  /** Reads one JSON string per line. */
  static SyncInput lines(
      InputStream body,
      AddressList list,
      ObjectMapper json,
      MultivaluedMap<String, String> parameters)
      throws IOException {
    var input = of(list, options(parameters));
    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    var number = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        line(number, line, list, json);
      }
    }
    return input;
  }

  private static void addresses(JsonParser parser, AddressList list) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw JsonFields.invalid(ADDRESSES, "must be a list of addresses");
    }
    for (var number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        list.add(number, parser.getText());
      } else {
        var began = parser.getText();
        parser.skipChildren();
        list.refuse(number, began, "is not a JSON string");
      }
    }
  }

  /** Reads a field's value; an unknown field is refused later by its name, whatever its value. */
  private static JsonNode value(String name, JsonParser parser, ObjectMapper json)
      throws IOException {
    if (FIELDS.contains(name)) {
      return json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(parser);
    }
    parser.skipChildren();
    return JsonNodeFactory.instance.nullNode();
  }

  private static void line(int number, String line, AddressList list, ObjectMapper json) {
    var text = Optional.<String>empty();
    try {
      text = Optional.ofNullable(json.readTree(line).textValue());
    } catch (JsonProcessingException | NumberFormatException _) {
      // refused below
    }
    text.ifPresentOrElse(
        address -> list.add(number, address),
        () -> list.refuse(number, line.strip(), "is not a JSON string: write \"ADDRESS\""));
  }

  private static ObjectNode options(MultivaluedMap<String, String> parameters) {
    var options = JsonNodeFactory.instance.objectNode();
    parameters.forEach((name, values) -> {
      if (name.equals("label")) {
        var labels = options.putArray(LABELS);
        values.forEach(labels::add);
      } else if (values.size() == 1 && FLAGS.contains(values.getFirst())) {
        options.put(name, Boolean.parseBoolean(values.getFirst()));
      } else {
        options.put(name, String.join(",", values));
      }
    });
    return options;
  }

  private static SyncInput of(AddressList list, ObjectNode options) {
    var json = JsonFields.of(options, FIELDS);
    return new SyncInput(
        list,
        new Options(
            Optional.of(json.flag(CONTACT).orElse(true)),
            json.flag(SUBSCRIBE),
            Set.copyOf(ContactInput.labels(json).orElse(List.of()))),
        json.flag(SYNC_NOW).orElse(false));
  }
}
