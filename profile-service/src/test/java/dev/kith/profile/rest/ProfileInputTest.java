package dev.kith.profile.rest;

import static dev.kith.profile.rest.Defaults.json;
import static dev.kith.profile.rest.Defaults.refusedField;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Fields;
import dev.kith.domain.Scalar;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileInputTest {

  private final ProfileInput input = new ProfileInput(Defaults.SETTINGS);

  @Test
  void a_whole_profile_says_what_it_names_and_nothing_else() {
    var fields = input.whole(json("{'name':'Ada','status':null}"));

    assertThat(fields.name()).contains("Ada");
    assertThat(fields.status()).isEmpty();
    assertThat(fields.attributes()).isEmpty();
  }

  @Test
  void an_attribute_keeps_its_type() {
    var fields =
        input.whole(
            json(
                """
                {'attributes': {'city':'Oslo', 'age':3, 'size':1.5, 'here':true,
                 'most':9007199254740991, 'least':-9007199254740991, 'huge':1e300, 'tenth':0.10,
                 'one':1.0, 'gone':null}}\
                """));

    assertThat(fields.attributes())
        .containsEntry("city", new Scalar.Text("Oslo"))
        .containsEntry("age", new Scalar.Whole(3))
        .containsEntry("size", new Scalar.Fraction(1.5))
        .containsEntry("here", new Scalar.Flag(true))
        .containsEntry("most", new Scalar.Whole(9007199254740991L))
        .containsEntry("least", new Scalar.Whole(-9007199254740991L))
        .containsEntry("huge", new Scalar.Fraction(1e300))
        .containsEntry("tenth", new Scalar.Fraction(0.1))
        .containsEntry("one", new Scalar.Fraction(1))
        .doesNotContainKey("gone");
  }

  @Test
  void in_a_patch_null_removes() {
    var patch =
        input.patch(json("{'name':null,'status':'out','attributes':{'city':null,'age':3}}"));

    assertThat(patch.removed()).containsExactlyInAnyOrder("name", "attributes.city");
    assertThat(patch.set().status()).contains("out");
    assertThat(patch.set().attributes()).containsOnlyKeys("age");
    assertThat(input.patch(json("{'attributes':null}")).removed()).containsExactly("attributes");
  }

  @Test
  void a_patch_is_judged_by_what_comes_of_it() {
    var full = input.whole(json("{'attributes':{%s}}".formatted(numbered("a", 64))));

    var replacing = input.patch(json("{'attributes':{'a0':null,'b':1}}"));
    var adding = input.patch(json("{'attributes':{'b':1}}"));

    input.check(replacing.on(full));
    assertThat(refusedField(() -> input.check(adding.on(full)))).isEqualTo("attributes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                             | body
          {'nickname':'A'}               | nickname
          {'picture':{}}                 | picture
          {'name':1}                     | name
          {'status':['a']}               | status
          {'attributes':[]}              | attributes
          {'attributes':{'a b':1}}       | attributes
          {'attributes':{'':1}}          | attributes
          {'attributes':{'a':[1]}}       | attributes.a
          {'attributes':{'a':{'b':1}}}   | attributes.a
          {'attributes':{'a':1e999}}     | attributes.a
          {'attributes':{'a':1e-400}}    | attributes.a
          {'attributes':{'a':-1e2000000000}}        | attributes.a
          {'attributes':{'a':9007199254740992}}     | attributes.a
          {'attributes':{'a':-9007199254740992}}    | attributes.a
          {'attributes':{'a':18446744073709551615}} | attributes.a
          {'attributes':{'a':9007199254740993.0}}   | attributes.a
          {'attributes':{'a':0.1000000000000000001}} | attributes.a
          {'name':''}                    | name
          {'name':' \u200b\u3164'}     | name
          {'name':'a\u202egnp.exe'}     | name
          {'status':'\uffff'}           | status
          {'name':'half \\ud83d'}        | name
          {'name':'a\\u0000b'}           | name
          """)
  void what_is_not_allowed_is_refused_by_its_name(String body, String field) {
    assertThat(refusedField(() -> input.whole(json(body)))).isEqualTo(field);
  }

  @Test
  void lengths_are_counted_in_characters() {
    assertThat(input.whole(named("😀".repeat(256))).name()).isPresent();
    assertThat(refusedField(() -> input.whole(named("😀".repeat(257))))).isEqualTo("name");
    assertThat(refusedField(() -> input.whole(named("x".repeat(10_000))))).isEqualTo("name");
  }

  @Test
  void attributes_are_bounded_each_and_together() {
    var longest = "x".repeat(4_096);

    assertThat(
            refusedField(() -> input.whole(json("{'attributes':{'a':'%sx'}}".formatted(longest)))))
        .isEqualTo("attributes.a");
    assertThat(
            refusedField(() ->
                input.whole(
                    json(
                        "{'attributes':{'a':'%1$s','b':'%1$s','c':'%1$s','d':'%1$s'}}"
                            .formatted(longest)))))
        .isEqualTo("attributes");
    assertThat(
            refusedField(
                () -> input.whole(json("{'attributes':{%s}}".formatted(numbered("a", 65))))))
        .isEqualTo("attributes");
  }

  @Test
  void no_body_is_no_profile() {
    assertThat(refusedField(() -> input.whole(null))).isEqualTo("body");
    assertThat(input.whole(json("{}"))).isEqualTo(Fields.EMPTY);
  }

  private static JsonNode named(String name) {
    return json("{'name':'%s'}".formatted(name));
  }

  private static String numbered(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "'%s%d':%d".formatted(prefix, number, number))
        .collect(Collectors.joining(","));
  }
}
