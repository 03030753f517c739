package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.RuleExplanation.Blocked;
import dev.kith.domain.RuleExplanation.ByRule;
import dev.kith.domain.RuleExplanation.NoRule;
import dev.kith.domain.RuleExplanation.Own;
import org.junit.jupiter.api.Test;

class RuleExplanationTest {

  @Test
  void every_field_with_rules_and_every_attribute_has_one() {
    assertThat(RuleExplanation.of(ALICE, aProfile().build(), HalfEdge.NONE, BOB))
        .containsOnlyKeys(
            "name",
            "status",
            "picture",
            "presence",
            "discovery",
            "attributes.city",
            "attributes.team");
  }

  @Test
  void the_first_rule_that_fits_is_named() {
    var profile =
        aProfile().ruled("status", "deny user:carol", "allow label:family", "deny everyone");

    assertThat(decision("status", profile, aHalfEdge().labelled("family")))
        .isEqualTo(rule("allow label:family"));
    assertThat(decision("status", profile, aHalfEdge())).isEqualTo(rule("deny everyone"));
  }

  @Test
  void a_default_is_named_where_the_owner_made_no_rule() {
    assertThat(decision("presence", aProfile(), aHalfEdge().contact()))
        .isEqualTo(rule("allow contacts"));
    assertThat(decision("presence", aProfile(), aHalfEdge())).isEqualTo(new NoRule());
  }

  @Test
  void a_list_for_one_attribute_stands_in_place_of_the_one_for_all() {
    var profile = aProfile().hiding("attributes").ruled("attributes.city", "allow everyone");

    assertThat(decision("attributes.city", profile, aHalfEdge())).isEqualTo(rule("allow everyone"));
    assertThat(decision("attributes.team", profile, aHalfEdge())).isEqualTo(rule("deny everyone"));
  }

  @Test
  void a_block_decides_about_everything() {
    var profile = aProfile().ruled("name", "allow user:bob");

    assertThat(
            RuleExplanation.of(ALICE, profile.build(), aHalfEdge().blocked().build(), BOB).values())
        .containsOnly(new Blocked());
  }

  @Test
  void nothing_is_decided_for_the_owner() {
    assertThat(
            RuleExplanation.of(ALICE, aProfile().hiding("name").build(), HalfEdge.NONE, ALICE)
                .values())
        .containsOnly(new Own());
  }

  private static RuleExplanation decision(
      String field, ProfileFixture profile, HalfEdgeFixture halfEdge) {
    return requireNonNull(
        RuleExplanation.of(ALICE, profile.build(), halfEdge.build(), BOB).get(field));
  }

  private static ByRule rule(String text) {
    return new ByRule(Rule.parse(text).orElseThrow());
  }
}
