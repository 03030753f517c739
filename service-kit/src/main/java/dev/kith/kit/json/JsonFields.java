package dev.kith.kit.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.domain.PlainText;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON object that is read field by field. A value of the wrong type or too long, and an unknown
 * field, end the request with a problem that names the field.
 */
public final class JsonFields {

  private final ObjectNode object;
  private final String path;

  private JsonFields(ObjectNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /**
   * Begins to read a body.
   *
   * @param known all fields that may be there
   */
  public static JsonFields of(@Nullable JsonNode node, Set<String> known) {
    return of(node, "", known);
  }

  private static JsonFields of(@Nullable JsonNode node, String path, Set<String> known) {
    if (!(node instanceof ObjectNode object)) {
      throw invalid(path.isEmpty() ? "body" : path, "must be a JSON object");
    }
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw ProblemException.of(
                Problem.Kind.UNKNOWN_FIELD,
                "'"
                    + shown(name, 64)
                    + "' is not known here; known are "
                    + String.join(", ", known.stream().sorted().toList())
                    + ".",
                join(path, shown(name, 64)));
          }
        });
    return new JsonFields(object, path);
  }

  /** The object as it was received. */
  public ObjectNode node() {
    return object;
  }

  /** How a problem names this field. */
  public String path(String field) {
    return join(path, field);
  }

  public boolean has(String field) {
    return object.has(field);
  }

  public boolean isNull(String field) {
    return object.path(field).isNull();
  }

  /** A nested object, nothing if absent or null. */
  public Optional<ObjectNode> nested(String field) {
    return present(field)
        .map(node -> {
          if (node instanceof ObjectNode nested) {
            return nested;
          }
          throw invalid(join(path, field), "must be a JSON object");
        });
  }

  public JsonFields nested(String field, Set<String> known) {
    return of(object.path(field), join(path, field), known);
  }

  /**
   * Text in Unicode's NFC without control characters, at most {@code longest} characters; nothing
   * if absent or null.
   */
  public Optional<String> text(String field, int longest) {
    return present(field).map(node -> text(join(path, field), node, longest));
  }

  public Optional<Boolean> flag(String field) {
    return present(field)
        .map(node -> {
          if (!node.isBoolean()) {
            throw invalid(join(path, field), "must be true or false");
          }
          return node.booleanValue();
        });
  }

  /** A list of texts; nothing if absent or null. */
  public Optional<List<String>> texts(String field, int most, int longest) {
    return present(field)
        .map(node -> {
          if (!node.isArray() || node.size() > most) {
            throw invalid(join(path, field), "must be a list of at most " + most);
          }
          var texts = new ArrayList<String>();
          for (var index = 0; index < node.size(); index++) {
            texts.add(text(join(path, field) + "[" + index + "]", node.get(index), longest));
          }
          return texts;
        });
  }

  /**
   * The text of {@code node}, checked as in {@link #text(String, int)}; {@code field} is its path
   * in a problem.
   */
  public static String text(String field, JsonNode node, int longest) {
    if (!node.isTextual()) {
      throw invalid(field, "must be a text");
    }
    var text = Normalizer.normalize(node.textValue(), Normalizer.Form.NFC);
    var characters = text.codePointCount(0, text.length());
    if (characters > longest) {
      throw invalid(
          field, "has %d characters; at most %d are allowed".formatted(characters, longest));
    }
    if (!PlainText.isAllowed(text)) {
      throw invalid(
          field, "must not contain control characters, half surrogate pairs or noncharacters");
    }
    return text;
  }

  /**
   * A text of a client for an answer or a log: at most {@code longest} characters, and none that
   * JSON or a line cannot hold.
   */
  public static String shown(String text, int longest) {
    return text.codePoints()
        .limit(longest)
        .map(character ->
            Character.isISOControl(character) || PlainText.isForbidden(character)
                ? 0xFFFD
                : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  public static ProblemException invalid(String field, String what) {
    return ProblemException.of(Problem.Kind.INVALID_FIELD, "'" + field + "' " + what + ".", field);
  }

  private Optional<JsonNode> present(String field) {
    return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
