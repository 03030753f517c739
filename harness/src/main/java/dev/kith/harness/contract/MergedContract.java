package dev.kith.harness.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * OpenAPI document that merges those of all services, for readers and for client generators. A
 * component that differs from the component of the same name in an earlier document gets the name
 * of its service as prefix.
 */
public final class MergedContract {

  private static final String COMPONENTS = "components";
  private static final String SECURITY_SCHEMES = "securitySchemes";
  private static final String REFERENCE = "#/components/";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
  private final StringBuilder description = new StringBuilder();

  private MergedContract() {}

  /** Merges documents; each key is the name of a part of the API, such as {@code contacts}. */
  public static JsonNode of(SequencedMap<String, JsonNode> documents) {
    MergedContract contract = new MergedContract();
    documents.forEach(contract::add);
    ((ObjectNode) contract.merged.get("info"))
        .put("title", "Kith")
        .put("summary", "All HTTP requests of Kith")
        .put("description", contract.description.toString().stripTrailing() + "\n");
    return contract.merged;
  }

  public static String yaml(JsonNode document) {
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void add(String part, JsonNode document) {
    Set<String> renamed = differing(document.path(COMPONENTS));
    ObjectNode own = (ObjectNode) renamed(document, part, renamed);
    nameTags(own, part);
    description
        .append("# ")
        .append(part)
        .append("\n\n")
        .append(own.at("/info/description").asText())
        .append('\n');
    if (merged.isEmpty()) {
      merged.setAll(own);
      return;
    }
    ((ArrayNode) merged.get("tags")).addAll((ArrayNode) own.get("tags"));
    ((ObjectNode) merged.get("paths")).setAll((ObjectNode) own.get("paths"));
    Optional.ofNullable(own.get("webhooks")).ifPresent(hooks -> merged.set("webhooks", hooks));
    own.path(COMPONENTS)
        .properties()
        .forEach(section -> addSection(section.getKey(), part, section.getValue(), renamed));
  }

  private void addSection(String section, String part, JsonNode components, Set<String> renamed) {
    ObjectNode into = ((ObjectNode) merged.get(COMPONENTS)).withObjectProperty(section);
    components
        .properties()
        .forEach(component -> {
          String name = component.getKey();
          boolean isOther = renamed.contains(section + "/" + name);
          into.putIfAbsent(isOther ? prefixed(part, name) : name, component.getValue());
        });
  }

  /**
   * Returns the components, such as {@code schemas/Problem}, that the merged document contains
   * under the same name with another content, or that refer to such a component.
   */
  private Set<String> differing(JsonNode components) {
    Set<String> differing = new TreeSet<>();
    int before;
    do {
      before = differing.size();
      for (var section : components.properties()) {
        for (var component : section.getValue().properties()) {
          JsonNode present =
              merged.path(COMPONENTS).path(section.getKey()).path(component.getKey());
          boolean isSame =
              present.equals(component.getValue())
                  && differing.stream().noneMatch(name -> refersTo(component.getValue(), name));
          if (!present.isMissingNode() && !isSame && !section.getKey().equals(SECURITY_SCHEMES)) {
            differing.add(section.getKey() + "/" + component.getKey());
          }
        }
      }
    } while (differing.size() > before);
    return differing;
  }

  private static boolean refersTo(JsonNode node, String component) {
    return node.findValuesAsText("$ref").contains(REFERENCE + component);
  }

  /** Returns a copy in which the references to renamed components have the new names. */
  private static JsonNode renamed(JsonNode node, String part, Set<String> renamed) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), renamed(field.getValue(), part, renamed)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(renamed(item, part, renamed)));
      return copy;
    }
    if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
      String[] path = node.textValue().substring(REFERENCE.length()).split("/", 2);
      return renamed.contains(path[0] + "/" + path[1])
          ? TextNode.valueOf(REFERENCE + path[0] + "/" + prefixed(part, path[1]))
          : node;
    }
    return node;
  }

  /** Adds the name of the part to each tag, because documents use the same tag names. */
  private static void nameTags(ObjectNode document, String part) {
    document
        .path("tags")
        .forEach(tag -> ((ObjectNode) tag).put("name", tag(part, tag.path("name").asText())));
    document
        .findParents("operationId")
        .forEach(operation -> {
          ArrayNode tags = JsonNodeFactory.instance.arrayNode();
          operation.path("tags").forEach(tag -> tags.add(tag(part, tag.asText())));
          ((ObjectNode) operation).set("tags", tags);
        });
  }

  private static String tag(String part, String name) {
    return part + ": " + name;
  }

  private static String prefixed(String part, String name) {
    return part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) + name;
  }
}
