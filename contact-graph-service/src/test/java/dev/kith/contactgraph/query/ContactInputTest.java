package dev.kith.contactgraph.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.contactgraph.rest.Refused;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactChanged;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactInputTest {

  private static final Address BOB = new Address("bob");
  private static final Optional<Position> ANY = Optional.empty();

  @Test
  void a_replacement_says_no_to_what_it_does_not_name() {
    var changed = ContactInput.replacement(ANY, BOB, json("{'contact':true,'labels':['a','a']}"));

    assertThat(changed)
        .isEqualTo(
            new ContactChanged(
                ANY,
                BOB,
                Optional.of(true),
                Optional.of(false),
                Optional.of(false),
                Optional.of(Set.of("a"))));
  }

  @Test
  void a_patch_leaves_alone_what_it_does_not_name() {
    var changed = ContactInput.patch(ANY, BOB, json("{'subscribed':false}"));

    assertThat(changed)
        .isEqualTo(
            new ContactChanged(
                ANY,
                BOB,
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void a_deletion_says_no_to_everything() {
    assertThat(ContactInput.nothing(ANY, BOB))
        .isEqualTo(ContactInput.replacement(ANY, BOB, json("{}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                          | body
          {'peer':'bob'}              | peer
          {'blocked':true}            | blocked
          {'contact':1}               | contact
          {'subscribed':null}         | subscribed
          {'labels':null}             | labels
          {'labels':'a'}              | labels
          {'labels':['a','b c']}      | labels[1]
          {'labels':['a',2]}          | labels[1]
          """)
  void what_is_not_allowed_is_refused_by_its_name(String body, String field) {
    assertThat(Refused.field(() -> ContactInput.patch(ANY, BOB, json(body)))).isEqualTo(field);
    assertThat(Refused.field(() -> ContactInput.replacement(ANY, BOB, json(body))))
        .isEqualTo(field);
  }

  @Test
  void a_peer_has_at_most_32_labels() {
    var labels = String.join(",", Collections.nCopies(33, "'a'"));

    assertThat(
            Refused.field(
                () -> ContactInput.patch(ANY, BOB, json("{'labels':[%s]}".formatted(labels)))))
        .isEqualTo("labels");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException(mistake);
    }
  }
}
