package dev.kith.domain;

import static dev.kith.domain.FieldsFixture.PORTRAIT;
import static dev.kith.domain.FieldsFixture.someFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private static final Fields FULL =
      someFields()
          .name("Ada")
          .status("reading")
          .picture(PORTRAIT)
          .attribute("city", "London")
          .attribute("team", "engines")
          .build();

  @Test
  void what_is_set_comes_on_top() {
    var set = someFields().name("Augusta").attribute("city", "Ockham").build();

    var fields = FULL.with(set);

    assertThat(fields.name()).contains("Augusta");
    assertThat(fields.attributes()).containsEntry("city", new Scalar.Text("Ockham"));
  }

  @Test
  void what_is_not_set_stays() {
    var fields = FULL.with(Fields.EMPTY);

    assertThat(fields).isEqualTo(FULL);
  }

  @Test
  void each_field_can_be_removed_by_its_path() {
    assertThat(FULL.without(List.of("name")).name()).isEmpty();
    assertThat(FULL.without(List.of("status")).status()).isEmpty();
    assertThat(FULL.without(List.of("picture")).picture()).isEmpty();
    assertThat(FULL.without(List.of("attributes.city")).attributes()).containsOnlyKeys("team");
    assertThat(FULL.without(List.of("attributes")).attributes()).isEmpty();
  }

  @Test
  void a_path_that_names_nothing_removes_nothing() {
    assertThat(FULL.without(List.of("birthday", "attributes.", "attributes.town", "")))
        .isEqualTo(FULL);
  }

  @Test
  void a_key_of_an_attribute_may_look_like_a_field() {
    var fields = someFields().name("Ada").attribute("name", "x").build();

    assertThat(fields.without(List.of("attributes.name")).name()).contains("Ada");
    assertThat(fields.without(List.of("name")).attributes()).containsOnlyKeys("name");
  }

  @Test
  void a_key_of_an_attribute_may_contain_dots() {
    var fields = someFields().attribute("work.city", "Oslo").attribute("work", "yes").build();

    assertThat(fields.without(List.of("attributes.work.city")).attributes())
        .containsOnlyKeys("work");
  }

  @Test
  void attributes_keep_their_type() {
    var text = someFields().attribute("level", new Scalar.Text("1")).build();
    var whole = someFields().attribute("level", new Scalar.Whole(1)).build();
    var fraction = someFields().attribute("level", new Scalar.Fraction(1)).build();

    assertThat(text).isNotEqualTo(whole);
    assertThat(whole).isNotEqualTo(fraction);
  }

  @Test
  void fields_do_not_change_with_the_map_they_were_made_of() {
    var attributes = new TreeMap<>(FULL.attributes());
    var fields = new Fields(FULL.name(), FULL.status(), FULL.picture(), attributes);

    attributes.clear();

    assertThat(fields).isEqualTo(FULL);
  }

  @Test
  void fields_are_empty_only_without_any() {
    assertThat(Fields.EMPTY.isEmpty()).isTrue();
    assertThat(someFields().attribute("city", "Oslo").build().isEmpty()).isFalse();
    assertThat(FULL.without(List.of("name", "status", "picture", "attributes")).isEmpty()).isTrue();
  }
}
