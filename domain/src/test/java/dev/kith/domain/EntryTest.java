package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.Addresses.GROUP;
import static dev.kith.domain.EntryFixture.anEntry;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.PrivacyRules.DISCOVERY;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of entries: who follows whom, what an entry contains, and its version. */
class EntryTest {

  @Test
  void a_subscriber_holds_the_view_that_rules_give_them() {
    var profile = aProfile().hiding("status");

    var view = anEntry().of(profile).build().view();

    assertThat(view).isEqualTo(View.of(ALICE, profile.build(), HalfEdge.NONE, BOB));
  }

  @Test
  void one_who_never_said_anything_holds_nothing() {
    assertThat(anEntry().mirror(aHalfEdge())).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void having_someone_as_contact_is_not_following_them() {
    assertThat(anEntry().mirror(aHalfEdge().contact())).satisfies(EntryTest::holdsNothing);
    assertThat(anEntry().own(aHalfEdge().contact()).mirror(aHalfEdge()))
        .satisfies(EntryTest::holdsNothing);
  }

  @Test
  void one_who_unsubscribed_holds_nothing() {
    assertThat(anEntry().mirror(aHalfEdge().unsubscribed())).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void one_to_whom_the_subject_announced_itself_need_not_subscribe() {
    assertThat(anEntry().own(aHalfEdge().announced()).mirror(aHalfEdge()))
        .satisfies(EntryTest::holdsSomething);
  }

  @Test
  void an_announcement_does_not_reach_one_who_said_no() {
    assertThat(anEntry().own(aHalfEdge().announced()).mirror(aHalfEdge().unsubscribed()))
        .satisfies(EntryTest::holdsNothing);
  }

  @Test
  void an_announcement_does_not_reach_one_who_blocked() {
    assertThat(anEntry().own(aHalfEdge().announced()).mirror(aHalfEdge().blocked()))
        .satisfies(EntryTest::holdsNothing);
  }

  @Test
  void an_announcement_by_the_subscriber_is_not_one_by_the_subject() {
    assertThat(anEntry().mirror(aHalfEdge().announced())).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void a_block_in_either_direction_empties_the_entry() {
    assertThat(anEntry().own(aHalfEdge().blocked())).satisfies(EntryTest::holdsNothing);
    assertThat(anEntry().mirror(aHalfEdge().subscribed().blocked()))
        .satisfies(EntryTest::holdsNothing);
    assertThat(anEntry().own(aHalfEdge().announced().blocked())).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void one_who_blocked_may_still_look_at_what_is_shown_to_them() {
    var entry = anEntry().mirror(aHalfEdge().subscribed().blocked()).build();

    var direct = View.of(ALICE, entry.profile(), entry.relation().own(), BOB);

    assertThat(direct.isNothing()).isFalse();
  }

  @Test
  void discovery_hides_the_subject_from_who_subscribed() {
    assertThat(anEntry().of(aProfile().hiding(DISCOVERY))).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void discovery_does_not_hide_the_subject_from_whom_it_announced_itself_to() {
    var entry = anEntry().of(aProfile().hiding(DISCOVERY)).own(aHalfEdge().announced());

    assertThat(entry).satisfies(EntryTest::holdsSomething);
    assertThat(entry.mirror(aHalfEdge())).satisfies(EntryTest::holdsSomething);
  }

  @Test
  void discovery_is_ruled_like_any_field() {
    var entry = anEntry().of(aProfile().ruled(DISCOVERY, "deny user:bob", "allow contacts"));
    var toContacts = anEntry().of(aProfile().ruled(DISCOVERY, "allow contacts"));

    assertThat(entry.own(aHalfEdge().contact())).satisfies(EntryTest::holdsNothing);
    assertThat(toContacts.own(aHalfEdge().contact())).satisfies(EntryTest::holdsSomething);
    assertThat(toContacts).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void everyone_is_a_subscriber_of_themselves() {
    var own = anEntry().of(aProfile().hiding("name").hiding(DISCOVERY)).ofOneself(ALICE).build();

    assertThat(own.view()).isEqualTo(View.whole(ALICE, own.profile()));
  }

  @Test
  void a_group_is_no_subscriber_of_itself() {
    assertThat(anEntry().ofOneself(GROUP)).satisfies(EntryTest::holdsNothing);
  }

  @Test
  void the_version_of_an_entry_is_the_last_event_of_each_side() {
    var profileSpokeLast = anEntry().of(aProfile().at(10)).own(aHalfEdge().at(7)).build();
    var halfEdgeSpokeLast = anEntry().of(aProfile().at(10)).own(aHalfEdge().at(12)).build();

    assertThat(profileSpokeLast.version())
        .isEqualTo(new Version(new Position(0, 10), new Position(1, 5)));
    assertThat(halfEdgeSpokeLast.version().subject().offset()).isEqualTo(12);
  }

  private static void holdsNothing(EntryFixture entry) {
    assertThat(entry.build().view()).isEqualTo(View.nothing(entry.build().subject()));
  }

  private static void holdsSomething(EntryFixture entry) {
    assertThat(entry.build().view().isNothing()).isFalse();
  }
}
