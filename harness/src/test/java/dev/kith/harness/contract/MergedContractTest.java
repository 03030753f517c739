package dev.kith.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kith.harness.KithHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Test that the merged OpenAPI document is complete and up to date. */
class MergedContractTest {

  private static final Path HOME = KithHome.ofThisProcess().folder();

  /**
   * The merged document in this repository; the test rewrites it if the system property {@code
   * kith.write-contract} is set.
   */
  private static final Path FILE = HOME.resolve("docs/openapi.yaml");

  private static final YAMLMapper YAML = new YAMLMapper();

  private final SequencedMap<String, JsonNode> documents = new LinkedHashMap<>();
  private final JsonNode merged;

  MergedContractTest() throws IOException {
    documents.put("profiles", read("profile-service"));
    documents.put("contacts", read("contact-graph-service"));
    documents.put("notifier", read("notifier-service"));
    merged = MergedContract.of(documents);
  }

  private static JsonNode read(String service) throws IOException {
    return YAML.readTree(
        HOME.resolve(service + "/src/main/resources/META-INF/openapi.yaml").toFile());
  }

  @Test
  void the_document_for_readers_is_that_of_all_services() throws IOException {
    String expected =
        "# Merged from the documents of the services: ./kith test -pl harness -am -Dkith.write-contract\n"
            + MergedContract.yaml(merged);
    if (System.getProperty("kith.write-contract") != null) {
      Files.writeString(FILE, expected);
    }

    assertThat(FILE).hasContent(expected);
  }

  @Test
  void it_has_each_request_of_each_service_with_the_content_of_its_components() {
    documents.forEach((part, document) ->
        document
            .path("paths")
            .properties()
            .forEach(path -> {
              JsonNode resolved = resolved(path.getValue(), document);
              assertThat(withoutTags(resolved(merged.path("paths").path(path.getKey()), merged)))
                  .as(part + " " + path.getKey())
                  .isEqualTo(withoutTags(resolved));
            }));
    assertThat(merged.path("paths").size())
        .isEqualTo(documents.values().stream().mapToInt(one -> one.path("paths").size()).sum());
  }

  @Test
  void each_reference_leads_to_a_component() {
    List<String> references = merged.findValuesAsText("$ref");

    assertThat(references).hasSizeGreaterThan(500);
    assertThat(references)
        .allSatisfy(
            reference -> assertThat(merged.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  /**
   * Returns a copy of a node in which each reference is replaced by the component that it names.
   */
  private static JsonNode resolved(JsonNode node, JsonNode document) {
    JsonNode reference = node.path("$ref");
    if (reference.isTextual()) {
      return resolved(document.at(reference.asText().substring(1)), document);
    }
    if (node.isObject()) {
      var copy = YAML.createObjectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        copy.set(field.getKey(), resolved(field.getValue(), document));
      }
      return copy;
    }
    if (node.isArray()) {
      var copy = YAML.createArrayNode();
      node.forEach(item -> copy.add(resolved(item, document)));
      return copy;
    }
    return node;
  }

  private static JsonNode withoutTags(JsonNode path) {
    path.findParents("operationId").forEach(operation -> ((ObjectNode) operation).remove("tags"));
    return path;
  }
}
