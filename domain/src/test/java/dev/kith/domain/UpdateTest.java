package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.EntryFixture.anEntry;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;
import static dev.kith.domain.Update.Kind.CHANGED;
import static dev.kith.domain.Update.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of bob's updates when alice changes her profile, her rules or her half-edge to him. */
class UpdateTest {

  @Test
  void a_change_of_a_visible_field_is_told_with_the_whole_view() {
    var before = anEntry();
    var after = anEntry().of(aProfile().named("Augusta").at(11));

    var update = after.toldAfter(before);

    assertThat(update).contains(after.as(CHANGED));
    assertThat(update).map(it -> it.view().fields()).contains(after.build().profile().fields());
  }

  @Test
  void a_change_of_a_hidden_field_is_not_told_at_all() {
    var before = anEntry().of(aProfile().hiding("name"));
    var after = anEntry().of(aProfile().hiding("name").named("Augusta").at(11));

    assertThat(after.toldAfter(before)).isEmpty();
  }

  @Test
  void what_equals_what_is_held_is_not_told() {
    var after = anEntry().of(aProfile().at(11)).own(aHalfEdge().contact().at(12));

    assertThat(after.toldAfter(anEntry())).isEmpty();
  }

  @Test
  void a_removed_field_is_told_by_a_view_without_it() {
    var after = anEntry().of(aProfile().without("status").at(11));

    assertThat(after.toldAfter(anEntry())).contains(after.as(CHANGED));
    assertThat(after.build().view().fields().status()).isEmpty();
  }

  @Test
  void ones_own_sessions_are_told_what_one_hides_from_all() {
    var before = anEntry().of(aProfile().hiding("name")).ofOneself(ALICE);
    var after = anEntry().of(aProfile().hiding("name").named("Augusta").at(11)).ofOneself(ALICE);

    assertThat(after.toldAfter(before)).contains(after.as(CHANGED));
  }

  @Test
  void new_rules_are_told_to_those_whose_view_they_change() {
    var hidden = anEntry().of(aProfile().hiding("status").at(11));
    var forAnother = anEntry().of(aProfile().ruled("status", "deny user:carol", "allow everyone"));

    assertThat(hidden.toldAfter(anEntry())).contains(hidden.as(CHANGED));
    assertThat(forAnother.toldAfter(anEntry())).isEmpty();
  }

  @Test
  void one_who_lost_everything_is_told_that_it_is_removed() {
    var after =
        anEntry()
            .of(aProfile().hiding("name").hiding("status").hiding("picture").hiding("attributes"));

    assertThat(after.toldAfter(anEntry())).contains(after.as(REMOVED));
  }

  @Test
  void one_who_held_nothing_is_not_told_that_it_is_removed() {
    var before = anEntry().mirror(aHalfEdge());
    var after = anEntry().mirror(aHalfEdge()).of(aProfile().deleted());

    assertThat(after.toldAfter(before)).isEmpty();
  }

  @Test
  void becoming_a_contact_opens_what_is_for_contacts_and_ceasing_closes_it() {
    var stranger = anEntry().of(aProfile().ruled("status", "allow contacts"));
    var contact = stranger.own(aHalfEdge().contact());

    assertThat(contact.toldAfter(stranger)).contains(contact.as(CHANGED));
    assertThat(stranger.toldAfter(contact)).contains(stranger.as(CHANGED));
    assertThat(contact.build().view().fields().status()).isPresent();
    assertThat(stranger.build().view().fields().status()).isEmpty();
  }

  @Test
  void a_label_opens_what_is_for_it_and_losing_it_closes_that() {
    var without = anEntry().of(aProfile().ruled("attributes.city", "allow label:family"));
    var with = without.own(aHalfEdge().labelled("family"));

    assertThat(with.toldAfter(without)).contains(with.as(CHANGED));
    assertThat(without.toldAfter(with)).contains(without.as(CHANGED));
  }

  @Test
  void a_block_looks_exactly_like_a_change_of_rules() {
    var blocked = anEntry().own(aHalfEdge().blocked().at(11));
    var closed =
        anEntry()
            .of(
                aProfile()
                    .hiding("name")
                    .hiding("status")
                    .hiding("picture")
                    .hiding("attributes")
                    .at(11));

    var byBlock = blocked.toldAfter(anEntry()).orElseThrow();
    var byRules = closed.toldAfter(anEntry()).orElseThrow();

    assertThat(byBlock.kind()).isEqualTo(REMOVED).isEqualTo(byRules.kind());
    assertThat(byBlock.view()).isEqualTo(byRules.view());
    assertThat(byBlock.version().subject().offset())
        .isEqualTo(byRules.version().subject().offset());
  }

  @Test
  void one_who_blocks_loses_their_entry_too() {
    var after = anEntry().mirror(aHalfEdge().subscribed().blocked().at(6));

    assertThat(after.toldAfter(anEntry())).contains(after.as(REMOVED));
  }

  @Test
  void nothing_is_told_while_a_block_lasts() {
    var blocked = anEntry().own(aHalfEdge().blocked());
    var renamed = blocked.of(aProfile().named("Augusta").at(11));

    assertThat(renamed.toldAfter(blocked)).isEmpty();
  }

  @Test
  void the_end_of_a_block_tells_the_present_state_once() {
    var blocked = anEntry().own(aHalfEdge().blocked()).of(aProfile().named("Augusta"));
    var unblocked = blocked.own(aHalfEdge().at(12));

    assertThat(unblocked.toldAfter(blocked)).contains(unblocked.as(CHANGED));
  }

  @Test
  void the_end_of_a_block_sends_nothing_to_a_viewer_without_access() {
    var blocked = anEntry().own(aHalfEdge().blocked()).mirror(aHalfEdge().unsubscribed());

    assertThat(blocked.own(aHalfEdge().at(12)).toldAfter(blocked)).isEmpty();
  }

  @Test
  void a_new_creation_opens_nothing_to_those_who_were_blocked() {
    var deleted = anEntry().own(aHalfEdge().blocked()).of(aProfile().deleted());

    assertThat(deleted.of(aProfile()).toldAfter(deleted)).isEmpty();
  }

  @Test
  void a_pair_shows_nothing_more_and_nothing_less() {
    assertThat(anEntry().own(aHalfEdge().paired()).toldAfter(anEntry())).isEmpty();
  }
}
