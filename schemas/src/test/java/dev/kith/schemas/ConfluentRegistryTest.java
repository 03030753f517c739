package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kith.avro.ContactBlocked;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Tests of {@link ConfluentRegistry} with a real registry. */
class ConfluentRegistryTest {
  private static final Schema ONE = schema("[{\"name\":\"a\",\"type\":\"int\"}]");
  private static final Schema TWO =
      schema("[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}]");
  private static final Schema OTHER = schema("[{\"name\":\"a\",\"type\":\"string\"}]");

  private final RealRegistry real = RealRegistry.shared();

  @Test
  void a_schema_is_found_by_the_id_it_was_given() {
    int id = real.client().register("found", ONE);

    assertThat(real.client().byId(id)).isEqualTo(ONE);
    assertThat(real.client().register("found", ONE)).isEqualTo(id);
  }

  @Test
  void a_compatible_version_is_taken_and_an_incompatible_one_refused() {
    real.client().register("evolving", ONE);

    int second = real.client().register("evolving", TWO);

    assertThat(real.client().byId(second)).isEqualTo(TWO);
    assertThatExceptionOfType(IncompatibleSchema.class)
        .isThrownBy(() -> real.client().register("evolving", OTHER));
  }

  @Test
  void an_incompatible_event_is_refused_by_the_topics_own_subject() {
    new WireFormat(real.client()).registerAll(Topics.ALL);
    Schema changed =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"ContactBlocked","namespace":"dev.kith.avro","fields":[
                  {"name":"actor","type":"string"},
                  {"name":"peer","type":"string"},
                  {"name":"because","type":"string"}]}
                """);

    assertThatExceptionOfType(IncompatibleSchema.class)
        .isThrownBy(() ->
            real.client().register("kith.journal-" + ContactBlocked.class.getName(), changed));
  }

  @Test
  void an_unassigned_id_is_unknown() {
    assertThatExceptionOfType(UnknownSchema.class).isThrownBy(() -> real.client().byId(987654));
    assertThatExceptionOfType(UnknownSchema.class).isThrownBy(() -> real.client().byId(-1));
  }

  @Test
  void a_record_with_an_unassigned_id_is_unreadable() {
    WireFormat format = new WireFormat(real.client());

    assertThatExceptionOfType(UnreadableRecord.class)
        .isThrownBy(() -> format.read(Topics.JOURNAL, Bytes.of(0, 0, 127, 0, 0, 2, 'a')))
        .extracting(UnreadableRecord::reason)
        .isEqualTo("unknown-schema-id");
  }

  @Test
  void what_is_no_avro_schema_is_unknown() {
    String body =
        """
        {"schemaType":"JSON",
         "schema":"{\\"$schema\\":\\"http://json-schema.org/draft-07/schema#\\",\\"type\\":\\"object\\"}"}
        """;
    int id = id(real.post("json", body));

    assertThatExceptionOfType(UnknownSchema.class).isThrownBy(() -> real.client().byId(id));
  }

  @Test
  void a_schema_that_refers_to_another_is_found_whole() {
    real.client().register("part", ONE);
    int id =
        id(
            real.post(
                "whole",
                """
                {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"Whole\\",\\"fields\\":[{\\"name\\":\\"part\\",\\"type\\":\\"kith.One\\"}]}",
                 "references":[{"name":"kith.One","subject":"part","version":1}]}
                """));

    assertThat(real.client().byId(id).getField("part").schema()).isEqualTo(ONE);
  }

  @Test
  void another_registry_of_the_list_is_asked_when_the_first_is_down() {
    String urls = "http://127.0.0.1:1/apis/ccompat/v7, " + real.url();
    ConfluentRegistry registry = new ConfluentRegistry(Map.of("schema.registry.url", urls));

    int id = registry.register("listed", ONE);

    assertThat(registry.byId(id)).isEqualTo(ONE);
  }

  @Test
  void a_registry_without_a_url_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfluentRegistry(Map.of()))
        .withMessageContaining("schema.registry.url");
  }

  private static int id(String answer) {
    Matcher matcher = Pattern.compile("\"id\":(\\d+)").matcher(answer);
    assertThat(matcher.find()).as(answer).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"kith.One\",\"fields\":" + fields + "}");
  }
}
