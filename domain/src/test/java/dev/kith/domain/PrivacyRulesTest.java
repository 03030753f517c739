package dev.kith.domain;

import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.Addresses.CAROL;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.PrivacyRules.DISCOVERY;
import static dev.kith.domain.PrivacyRules.PRESENCE;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyRulesTest {

  private static final HalfEdge STRANGER = HalfEdge.NONE;
  private static final HalfEdge CONTACT = aHalfEdge().contact().build();

  @ParameterizedTest
  @ValueSource(strings = {"name", "status", "picture", "attributes", "attributes.city", DISCOVERY})
  void by_default_everyone_sees_the_profile_and_may_find_it(String field) {
    assertThat(PrivacyRules.NONE.allows(field, BOB, STRANGER)).isTrue();
  }

  @Test
  void by_default_only_contacts_see_presence() {
    assertThat(PrivacyRules.NONE.allows(PRESENCE, BOB, STRANGER)).isFalse();
    assertThat(PrivacyRules.NONE.allows(PRESENCE, BOB, CONTACT)).isTrue();
  }

  @Test
  void the_first_rule_that_fits_decides() {
    var rules = ruled("status", "deny user:bob", "allow contacts", "deny everyone");

    assertThat(rules.allows("status", BOB, CONTACT)).isFalse();
    assertThat(rules.allows("status", CAROL, CONTACT)).isTrue();
    assertThat(rules.allows("status", CAROL, STRANGER)).isFalse();
  }

  @Test
  void the_order_of_rules_matters() {
    var openFirst = ruled("status", "allow contacts", "deny user:bob");

    assertThat(openFirst.allows("status", BOB, CONTACT)).isTrue();
  }

  @Test
  void the_rule_that_decided_can_be_told() {
    var rules = ruled("status", "deny user:bob", "allow contacts");

    assertThat(rules.deciding("status", BOB, CONTACT)).hasToString("Optional[deny user:bob]");
    assertThat(rules.deciding("status", CAROL, CONTACT)).hasToString("Optional[allow contacts]");
    assertThat(rules.deciding("name", BOB, CONTACT)).contains(Rule.ALLOW_EVERYONE);
  }

  @Test
  void a_field_that_no_rule_fits_is_hidden() {
    var rules = ruled("status", "allow contacts", "deny user:carol");

    assertThat(rules.deciding("status", BOB, STRANGER)).isEmpty();
    assertThat(rules.allows("status", BOB, STRANGER)).isFalse();
  }

  @Test
  void an_empty_list_of_rules_hides() {
    assertThat(ruled("status").allows("status", BOB, CONTACT)).isFalse();
  }

  @Test
  void rules_of_one_field_do_not_touch_another() {
    assertThat(ruled("status", "deny everyone").allows("name", BOB, STRANGER)).isTrue();
  }

  @Test
  void rules_for_all_attributes_hold_for_each() {
    var rules = ruled("attributes", "deny everyone");

    assertThat(rules.allows("attributes.city", BOB, CONTACT)).isFalse();
  }

  @Test
  void rules_for_one_attribute_stand_in_place_of_those_for_all() {
    var rules =
        aProfile()
            .ruled("attributes", "deny everyone")
            .ruled("attributes.city", "allow contacts")
            .build()
            .privacy();

    assertThat(rules.allows("attributes.city", BOB, CONTACT)).isTrue();
    assertThat(rules.allows("attributes.city", BOB, STRANGER)).isFalse();
    assertThat(rules.allows("attributes.town", BOB, CONTACT)).isFalse();
  }

  /**
   * The attribute's own list replaces the other one; a viewer that it does not match sees nothing.
   */
  @Test
  void rules_for_one_attribute_do_not_fall_back_to_those_for_all() {
    var rules =
        aProfile()
            .ruled("attributes", "allow everyone")
            .ruled("attributes.city", "allow label:family")
            .build()
            .privacy();

    assertThat(rules.allows("attributes.city", BOB, STRANGER)).isFalse();
  }

  @Test
  void an_unknown_field_is_hidden() {
    assertThat(PrivacyRules.NONE.allows("birthday", BOB, CONTACT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "status",
        "picture",
        "presence",
        "discovery",
        "attributes",
        "attributes.a"
      })
  void rules_can_be_given_for_these_fields(String field) {
    assertThat(PrivacyRules.isField(field)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "birthday", "Name", "attributes.", "attributesx", "position"})
  void rules_cannot_be_given_for_other_fields(String field) {
    assertThat(PrivacyRules.isField(field)).isFalse();
  }

  @Test
  void rules_do_not_change_with_the_lists_they_were_made_of() {
    var list = new ArrayList<>(List.of(Rule.DENY_EVERYONE));
    var byField = new TreeMap<String, List<Rule>>();
    byField.put("status", list);
    var rules = new PrivacyRules(byField);

    list.set(0, Rule.ALLOW_EVERYONE);
    byField.clear();

    assertThat(rules.allows("status", BOB, CONTACT)).isFalse();
  }

  private static PrivacyRules ruled(String field, String... rules) {
    return aProfile().ruled(field, rules).build().privacy();
  }
}
