package dev.kith.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Node of a document with its location as a JSON pointer. A node that is a reference is replaced by
 * the node to which it refers.
 */
record Place(JsonNode document, String pointer, JsonNode node) {

  static Place root(JsonNode document) {
    return new Place(document, "", document);
  }

  Optional<Place> find(String... names) {
    var place = Optional.of(this);
    for (var name : names) {
      place = place.flatMap(parent -> parent.child(name));
    }
    return place;
  }

  /** Returns the fields of an object, or the items of an array. */
  Stream<Place> children() {
    var names =
        node.isArray() ? IntStream.range(0, node.size()).mapToObj(Integer::toString) : names();
    return names.flatMap(name -> child(name).stream());
  }

  Stream<String> names() {
    return node.propertyStream().map(Map.Entry::getKey);
  }

  String text(String name) {
    return node.path(name).asText();
  }

  boolean is(String name) {
    return node.path(name).booleanValue();
  }

  private Optional<Place> child(String name) {
    var escaped = name.replace("~", "~0").replace("/", "~1");
    var child = node.at("/" + escaped);
    return child.isMissingNode()
        ? Optional.empty()
        : Optional.of(followed(pointer + "/" + escaped, child));
  }

  private Place followed(String at, JsonNode child) {
    var reference = child.path("$ref").textValue();
    if (reference == null) {
      return new Place(document, at, child);
    }
    var target = reference.substring(1);
    return followed(target, document.at(target));
  }
}
