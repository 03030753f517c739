package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compatibility test: published schemas have been used to write records in existing deployments,
 * and today's schemas must read all of them directly, without the registry (BACKWARD_TRANSITIVE).
 *
 * <p>When a version is published: {@code cp -r src/main/avro src/test/resources/published/VERSION}.
 * Never change an existing version; if this test fails, a new field needs a default, not another
 * copy.
 */
class PublishedSchemasTest {

  static List<Path> published() {
    return SchemaFiles.published();
  }

  @ParameterizedTest
  @MethodSource("published")
  void todays_schemas_read_what_was_published(Path version) {
    Map<String, Schema> then = SchemaFiles.in(version);

    Map<String, Schema> today = SchemaFiles.in(SchemaFiles.TODAY);

    assertThat(then).isNotEmpty();
    assertThat(unreadable(then, today)).isEmpty();
  }

  @Test
  void a_field_without_a_default_would_be_noticed() {
    Map<String, Schema> then = one("[{\"name\":\"a\",\"type\":\"int\"}]");

    Map<String, Schema> today =
        one("[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\"}]");

    assertThat(unreadable(then, today)).containsExactly("dev.kith.avro.One");
  }

  @Test
  void a_type_that_is_gone_would_be_noticed() {
    assertThat(unreadable(one("[]"), Map.of())).containsExactly("dev.kith.avro.One");
  }

  @Test
  void the_generated_classes_are_those_of_the_files() {
    Map<String, Schema> files = SchemaFiles.in(SchemaFiles.TODAY);

    for (Topic topic : Topics.ALL) {
      for (var type : topic.records()) {
        assertThat(WireFormat.contract(type)).isEqualTo(files.get(type.getName()));
      }
    }
  }

  /** Names of the types that today's schemas cannot read. */
  private static List<String> unreadable(Map<String, Schema> then, Map<String, Schema> today) {
    List<String> unreadable = new ArrayList<>();
    then.forEach((name, written) -> {
      Schema reader = today.get(name);
      if (reader == null || !reads(reader, written)) {
        unreadable.add(name);
      }
    });
    return unreadable;
  }

  private static boolean reads(Schema reader, Schema written) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, written).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static Map<String, Schema> one(String fields) {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"dev.kith.avro.One\",\"fields\":" + fields + "}");
    return Map.of(schema.getFullName(), schema);
  }
}
