package dev.kith.profile.rest;

import static dev.kith.profile.rest.Defaults.json;
import static dev.kith.profile.rest.Defaults.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.PrivacyRules;
import dev.kith.kit.json.JsonFields;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyInputTest {

  private final PrivacyInput input = new PrivacyInput(Defaults.SETTINGS);

  @Test
  void rules_are_read_in_their_order_and_written_back_alike() {
    var body =
        json(
            """
            {'status':['deny user:bob','allow contacts'], 'attributes.city':['allow label:family'],
             'attributes':[], 'discovery':['allow everyone'], 'presence':['deny everyone']}\
            """);

    var written = PrivacyResource.body(input.read(body));

    assertThat(Defaults.json(written)).isEqualTo(body);
  }

  @Test
  void no_rules_of_ones_own_are_fine() {
    assertThat(input.read(json("{}")).byField()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                | body
          {'nickname':[]}                                   | nickname
          {'attributes.a b':[]}                             | attributes.a b
          {'attributes.':[]}                                | attributes.
          {'status':null}                                   | status
          {'status':'allow everyone'}                       | status
          {'status':[1]}                                    | status[0]
          {'status':['allow contacts','allow everybody']}   | status[1]
          {'status':['allow everyone','deny user:bob']}     | status[1]
          {'status':['allow contacts','deny contacts']}     | status[1]
          {'name':['deny user:b','deny user:a b']}          | name[1]
          """)
  void what_is_no_rule_or_never_decides_is_refused_by_its_place(String body, String field) {
    assertThat(refusedField(() -> input.read(json(body)))).isEqualTo(field);
  }

  @Test
  void rules_in_a_larger_body_are_named_by_their_path() {
    var body = JsonFields.of(json("{'privacy':{'status':['deny bob']}}"), Set.of("privacy"));

    assertThat(refusedField(() -> input.nested(body, "privacy"))).isEqualTo("privacy.status[0]");
    assertThat(input.nested(JsonFields.of(json("{}"), Set.of("privacy")), "privacy")).isEmpty();
    assertThat(input.nested(JsonFields.of(json("{'privacy':{}}"), Set.of("privacy")), "privacy"))
        .contains(PrivacyRules.NONE);
  }

  @Test
  void a_field_has_at_most_a_hundred_rules() {
    assertThat(input.read(json(denying(100))).byField().get("status")).hasSize(100);
    assertThat(refusedField(() -> input.read(json(denying(101))))).isEqualTo("status");
  }

  private static String denying(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "'deny user:u" + number + "'")
        .collect(Collectors.joining(",", "{'status':[", "]}"));
  }
}
