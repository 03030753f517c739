package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.domain.Fields;
import dev.kith.domain.JsonSize;
import dev.kith.domain.Limits;
import dev.kith.domain.Scalar;
import dev.kith.kit.json.JsonFields;
import dev.kith.profile.ProfileConfig;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reader and validator of custom attributes: a key and a typed JSON scalar. */
final class AttributeInput {

  private final ProfileConfig settings;

  AttributeInput(ProfileConfig settings) {
    this.settings = settings;
  }

  /** Whether this is a valid attribute key. */
  static boolean isKey(String text) {
    return Limits.isAttributeKey(text);
  }

  /** The attributes of a profile's JSON whose value is not null. */
  SortedMap<String, Scalar> present(JsonFields profile) {
    var present = new TreeMap<String, Scalar>();
    entries(profile)
        .filter(entry -> !entry.getValue().isNull())
        .forEach(entry -> {
          var path = profile.path(Fields.ATTRIBUTE_PREFIX + entry.getKey());
          present.put(entry.getKey(), scalar(path, entry.getValue()));
        });
    return present;
  }

  /** The paths of the attributes whose value is null. */
  List<String> removed(JsonFields profile) {
    return entries(profile)
        .filter(entry -> entry.getValue().isNull())
        .map(entry -> Fields.ATTRIBUTE_PREFIX + entry.getKey())
        .toList();
  }

  /** Ends the request with 400 if one profile must not have all these attributes. */
  void check(SortedMap<String, Scalar> all) {
    if (all.size() > settings.attributes()) {
      throw JsonFields.invalid(
          Fields.ATTRIBUTES,
          "has %d entries; at most %d are allowed".formatted(all.size(), settings.attributes()));
    }
    var size = JsonSize.of(all);
    var most = settings.attributesSize().asLongValue();
    if (size > most) {
      throw JsonFields.invalid(
          Fields.ATTRIBUTES,
          "takes %d bytes as JSON; at most %d are allowed".formatted(size, most));
    }
  }

  private static Stream<Map.Entry<String, JsonNode>> entries(JsonFields profile) {
    var entries = profile.nested(Fields.ATTRIBUTES).stream().flatMap(ObjectNode::propertyStream);
    return entries.peek(entry -> checkKey(profile.path(Fields.ATTRIBUTES), entry.getKey()));
  }

  private static void checkKey(String path, String key) {
    if (!isKey(key)) {
      throw JsonFields.invalid(
          path, "has an invalid key: a key is 1 to 64 ASCII letters, digits and . _ -");
    }
  }

  private Scalar scalar(String path, JsonNode node) {
    if (node.isBoolean()) {
      return new Scalar.Flag(node.booleanValue());
    }
    if (node.isNumber()) {
      return number(node)
          .orElseThrow(() ->
              JsonFields.invalid(
                  path,
                  "is a number that a double cannot represent exactly, or an integer beyond 2^53 - 1; send it as a string"));
    }
    if (node.isTextual()) {
      return new Scalar.Text(JsonFields.text(path, node, settings.attributeLength()));
    }
    throw JsonFields.invalid(
        path, "must be a string, a number that a double can represent exactly, true or false");
  }

  /** Empty if the number could not be returned exactly as it was sent (RFC 7493, 2.2). */
  private static Optional<Scalar> number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return Optional.of(node)
          .filter(JsonNode::canConvertToLong)
          .map(whole -> new Scalar.Whole(whole.longValue()))
          .filter(Scalar.Whole::isExact)
          .map(Scalar.class::cast);
    }
    var nearest = node.doubleValue();
    var isKept =
        Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(node.decimalValue()) == 0;
    return isKept ? Optional.of(new Scalar.Fraction(nearest)) : Optional.empty();
  }
}
