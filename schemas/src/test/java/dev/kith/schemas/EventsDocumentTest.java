package dev.kith.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Checks the examples in {@code docs/events.md}, the guide for producers, against the schemas. */
class EventsDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/events.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("^```json (\\w+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void there_is_an_example_of_every_event_of_the_journal() throws IOException {
    List<String> events = Topics.JOURNAL.records().stream().map(Class::getSimpleName).toList();

    assertThat(examples().stream().map(example -> example.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void every_example_is_a_record_of_its_schema() throws IOException {
    Map<String, Schema> schemas = SchemaFiles.in(SchemaFiles.TODAY);

    for (MatchResult example : examples()) {
      assertThatCode(() ->
              decode(
                  requireNonNull(schemas.get("dev.kith.avro." + example.group(1))),
                  example.group(2)))
          .as(example.group())
          .doesNotThrowAnyException();
    }
  }

  private static List<MatchResult> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(DOCUMENT)).results().toList();
  }

  private static void decode(Schema schema, String json) throws IOException {
    var _ =
        new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, json));
  }
}
