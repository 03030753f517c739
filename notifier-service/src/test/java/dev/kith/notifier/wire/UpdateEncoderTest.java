package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Picture;
import dev.kith.domain.Position;
import dev.kith.domain.Scalar;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.notifier.replica.Cursor;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UpdateEncoderTest {

  private static final Address ALICE = new Address("alice+1@example.com");
  private static final Optional<Cursor> CURSOR = Optional.of(new Cursor(3, 17, "AbCd_-Gh"));
  private static final Optional<Cursor> NONE = Optional.empty();
  private static final Fields NOTHING =
      new Fields(Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());

  private final UpdateEncoder encoder = new UpdateEncoder(new ObjectMapper());

  @Test
  void a_change_has_the_profile_behind_its_head() {
    var profile = encoder.profile(view(named("Ada"), Optional.of(new Position(1, 2))));

    assertThat(text(encoder.changed(CURSOR, ALICE, Update.Kind.CHANGED, profile)))
        .isEqualTo(
            """
            {"type":"update","cursor":"3:17:AbCd_-Gh","subject":"alice+1@example.com",\
            "kind":"changed","profile":{"address":"alice+1@example.com","name":"Ada",\
            "position":"1:2"}}\
            """);
    assertThat(text(encoder.changed(CURSOR, ALICE, Update.Kind.JOINED, profile)))
        .isEqualTo(
            """
            {"type":"update","cursor":"3:17:AbCd_-Gh","subject":"alice+1@example.com",\
            "kind":"joined","profile":{"address":"alice+1@example.com","name":"Ada",\
            "position":"1:2"}}\
            """);
  }

  @Test
  void an_entry_has_no_cursor() {
    var profile = encoder.profile(view(named("Ada"), Optional.empty()));

    assertThat(text(encoder.changed(NONE, ALICE, Update.Kind.CHANGED, profile)))
        .isEqualTo(
            """
            {"type":"update","subject":"alice+1@example.com","kind":"changed",\
            "profile":{"address":"alice+1@example.com","name":"Ada"}}\
            """);
  }

  @Test
  void a_removal_has_no_profile() {
    assertThat(text(encoder.removed(CURSOR, ALICE)))
        .isEqualTo(
            """
            {"type":"update","cursor":"3:17:AbCd_-Gh","subject":"alice+1@example.com",\
            "kind":"removed"}\
            """);
    assertThat(text(encoder.removed(NONE, ALICE)))
        .isEqualTo(
            """
            {"type":"update","subject":"alice+1@example.com","kind":"removed"}\
            """);
  }

  @Test
  void the_address_of_a_group_is_written_as_it_is() {
    assertThat(text(encoder.removed(NONE, new Address("group:42"))))
        .isEqualTo("{\"type\":\"update\",\"subject\":\"group:42\",\"kind\":\"removed\"}");
  }

  @Test
  void a_profile_has_the_visible_fields_in_a_fixed_order() {
    var fields =
        new Fields(
            Optional.of("Ada"),
            Optional.of("away"),
            Optional.of(new Picture("ab12", "image/png", 2, 3)),
            new TreeMap<>(
                Map.of(
                    "age", new Scalar.Whole(3),
                    "city", new Scalar.Text("Ulm"),
                    "grade", new Scalar.Fraction(1.5),
                    "member", new Scalar.Flag(true))));

    assertThat(text(encoder.profile(view(fields, Optional.of(new Position(1, 2))))))
        .isEqualTo(
            """
            {"address":"alice+1@example.com","name":"Ada","status":"away",\
            "attributes":{"age":3,"city":"Ulm","grade":1.5,"member":true},\
            "picture":{"sha256":"ab12","url":"/v1/users/alice+1@example.com/picture?sha256=ab12",\
            "mediaType":"image/png","width":2,"height":3},"position":"1:2"}\
            """);
    assertThat(text(encoder.profile(view(NOTHING, Optional.empty()))))
        .isEqualTo("{\"address\":\"alice+1@example.com\"}");
  }

  @Test
  void only_what_json_must_escape_is_escaped() {
    var profile = encoder.profile(view(named("\"é\" \\ \n 👋"), Optional.empty()));

    assertThat(text(profile))
        .isEqualTo(
            """
            {"address":"alice+1@example.com","name":"\\"é\\" \\\\ \\n 👋"}\
            """);
  }

  private static Fields named(String name) {
    return new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>());
  }

  private static View view(Fields fields, Optional<Position> position) {
    return new View(ALICE, position, fields);
  }

  private static String text(byte[] frame) {
    return new String(frame, UTF_8);
  }
}
