package dev.kith.profile.rest;

import static dev.kith.profile.rest.Defaults.json;
import static dev.kith.profile.rest.Defaults.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyPreviewInputTest {

  private final PrivacyPreviewInput input =
      new PrivacyPreviewInput(new PrivacyInput(Defaults.SETTINGS));

  @Test
  void viewers_are_read_in_their_order_each_once() {
    var asked = input.read(json("{'rules':{'status':['deny user:bob']},'as':['bob','al','bob']}"));

    assertThat(asked.viewers()).containsExactly(new Address("bob"), new Address("al"));
    assertThat(asked.rules().byField()).containsOnlyKeys("status");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                          | body
          {'as':['bob']}                              | rules
          {'rules':null,'as':['bob']}                 | rules
          {'rules':[],'as':['bob']}                   | rules
          {'rules':{'status':['x']},'as':['bob']}     | rules.status[0]
          {'rules':{'nickname':[]},'as':['bob']}      | rules.nickname
          {'rules':{}}                                | as
          {'rules':{},'as':[]}                        | as
          {'rules':{},'as':'bob'}                     | as
          {'rules':{},'as':['bob','group:42']}        | as[1]
          {'rules':{},'as':['a b']}                   | as[0]
          {'rules':{},'as':['bob'],'at':'3:1532'}     | at
          """)
  void what_is_wrong_is_refused_by_its_place(String body, String field) {
    assertThat(refusedField(() -> input.read(json(body)))).isEqualTo(field);
  }

  @Test
  void there_are_at_most_twenty_viewers() {
    assertThat(input.read(json(asking(20))).viewers()).hasSize(20);
    assertThat(refusedField(() -> input.read(json(asking(21))))).isEqualTo("as");
  }

  private static String asking(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "'u" + number + "'")
        .collect(Collectors.joining(",", "{'rules':{},'as':[", "]}"));
  }
}
