package dev.kith.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart, as Helm renders it. */
final class Chart {

  private static final Path FOLDER = Path.of(System.getProperty("kith.home"), "deploy/kubernetes");
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private Chart() {}

  static Helm helm() {
    return new Helm(FOLDER.resolve("kith"));
  }

  /** The files with values that installations may have. */
  static List<Path> values() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("values"))) {
      return files.sorted().toList();
    }
  }

  static Path values(String name) {
    return FOLDER.resolve("values").resolve(name + ".yaml");
  }

  /** All resources that come from a file with values. */
  static List<JsonNode> rendered(Path values) {
    return rendered(values, Map.of());
  }

  /** As above, with single values in place of the file's. */
  static List<JsonNode> rendered(Path values, Map<String, Object> changes) {
    var command =
        helm()
            .template()
            .withName("kith")
            .withNamespace("people")
            .withKubeVersion("1.30.0")
            .withValuesFile(values);
    changes.forEach(command::set);
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(command.call())) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  static Stream<JsonNode> ofKind(List<JsonNode> resources, String kind) {
    return resources.stream().filter(resource -> resource.path("kind").asText().equals(kind));
  }

  static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }
}
