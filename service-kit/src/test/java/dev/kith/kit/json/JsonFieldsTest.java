package dev.kith.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.kit.problem.ProblemException;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void an_unknown_field_is_named_and_the_known_ones_are_said() {
    var body = JSON.objectNode().put("nickname", "A");

    var refusal =
        catchThrowableOfType(
            ProblemException.class, () -> JsonFields.of(body, Set.of("status", "name")));

    assertThat(refusal.problem().type()).endsWith("/unknown-field");
    assertThat(refusal.problem().field()).isEqualTo("nickname");
    assertThat(refusal.problem().detail()).contains("name, status");
  }

  @Test
  void an_unknown_field_that_cannot_be_written_again_is_named_without_it() {
    var body = JSON.objectNode().put("half \ud83d" + "x".repeat(60_000), "A");

    var refusal =
        catchThrowableOfType(ProblemException.class, () -> JsonFields.of(body, Set.of("name")));

    assertThat(refusal.problem().field()).startsWith("half \ufffdxx").hasSize(64);
    assertThat(refusal.problem().detail()).hasSizeLessThan(200).doesNotContain("\ud83d");
  }

  @Test
  void a_field_within_a_field_is_named_by_its_path() {
    var body = JSON.objectNode();
    body.putObject("profile").put("name", 7);

    var json = JsonFields.of(body, Set.of("profile")).nested("profile", Set.of("name"));

    assertThat(field(() -> json.text("name", 10))).isEqualTo("profile.name");
  }

  @Test
  void text_is_brought_into_one_form_and_counted_in_characters() {
    var json = JsonFields.of(JSON.objectNode().put("name", "Zoe\u0308😀"), Set.of("name"));

    assertThat(json.text("name", 5)).contains("Zo\u00eb😀");
    assertThat(field(() -> json.text("name", 3))).isEqualTo("name");
  }

  @Test
  void what_no_screen_can_show_is_refused() {
    for (var text : new String[] {"a\u0000b", "a\u001bb", "half \ud83d"}) {
      var json = JsonFields.of(JSON.objectNode().put("name", text), Set.of("name"));
      assertThat(field(() -> json.text("name", 10))).isEqualTo("name");
    }
    assertThat(JsonFields.text("name", JSON.textNode("two\nlines\tand a tab"), 50)).contains("\n");
  }

  @Test
  void nothing_and_null_and_a_list_are_no_object() {
    assertThat(field(() -> JsonFields.of(null, Set.of()))).isEqualTo("body");
    assertThat(field(() -> JsonFields.of(JSON.nullNode(), Set.of()))).isEqualTo("body");
    assertThat(field(() -> JsonFields.of(JSON.arrayNode(), Set.of()))).isEqualTo("body");
  }

  private static @Nullable String field(ThrowingCallable reading) {
    return catchThrowableOfType(ProblemException.class, reading).problem().field();
  }
}
