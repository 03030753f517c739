package dev.kith.domain;

import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.Addresses.CAROL;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow everyone",
        "deny everyone",
        "allow contacts",
        "deny contacts",
        "allow label:family",
        "deny label:Work-2.old_ones",
        "allow user:alice@example.com",
        "deny user:group:42"
      })
  void a_rule_is_written_as_it_was_read(String text) {
    assertThat(Rule.parse(text)).map(Rule::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "allow",
        "allow ",
        "everyone",
        "permit everyone",
        "ALLOW everyone",
        "allow Everyone",
        "allow  everyone",
        " allow everyone",
        "allow everyone ",
        "allow everyone contacts",
        "allow friends",
        "allow label",
        "allow label:",
        "allow label:close friends",
        "allow user:",
        "allow user:me",
        "allow user:a b",
        "allow user:group:",
        "allow\teveryone"
      })
  void text_that_is_no_rule_reads_as_nothing(String text) {
    assertThat(Rule.parse(text)).isEmpty();
  }

  @Test
  void what_stands_in_for_an_unreadable_rule_opens_nothing() {
    var unreadable = Rule.parse("allow freinds").orElse(Rule.DENY_EVERYONE);

    assertThat(unreadable.effect()).isEqualTo(Rule.Effect.DENY);
    assertThat(unreadable.fits(BOB, HalfEdge.NONE)).isTrue();
  }

  @Test
  void everyone_fits_even_a_stranger() {
    assertThat(rule("allow everyone").fits(BOB, HalfEdge.NONE)).isTrue();
  }

  @Test
  void contacts_are_those_whom_the_owner_has_as_contact() {
    var contacts = rule("allow contacts");

    assertThat(contacts.fits(BOB, aHalfEdge().contact().build())).isTrue();
    assertThat(contacts.fits(BOB, aHalfEdge().subscribed().announced().paired().build())).isFalse();
  }

  @Test
  void a_label_fits_those_to_whom_the_owner_gave_it() {
    var family = rule("allow label:family");

    assertThat(family.fits(BOB, aHalfEdge().labelled("work").labelled("family").build())).isTrue();
    assertThat(family.fits(BOB, aHalfEdge().labelled("work").contact().build())).isFalse();
    assertThat(family.fits(BOB, aHalfEdge().labelled("Family").build())).isFalse();
  }

  @Test
  void a_user_rule_fits_that_one_alone() {
    var bob = rule("deny user:bob");

    assertThat(bob.fits(BOB, HalfEdge.NONE)).isTrue();
    assertThat(bob.fits(CAROL, HalfEdge.NONE)).isFalse();
    assertThat(bob.fits(new Address("Bob"), HalfEdge.NONE)).isFalse();
  }

  private static Rule rule(String text) {
    return Rule.parse(text).orElseThrow();
  }
}
