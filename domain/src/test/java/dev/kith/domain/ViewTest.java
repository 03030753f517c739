package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.Addresses.CAROL;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final HalfEdgeFixture STRANGER = aHalfEdge();

  @Test
  void by_default_a_stranger_sees_every_field() {
    var view = bobsView(aProfile(), STRANGER);

    assertThat(view.fields()).isEqualTo(aProfile().build().fields());
  }

  @Test
  void a_blocked_viewer_sees_nothing() {
    var view = bobsView(aProfile(), aHalfEdge().contact().blocked());

    assertThat(view).isEqualTo(View.nothing(ALICE));
  }

  @Test
  void a_blocked_viewer_sees_nothing_even_where_a_rule_names_them() {
    var view = bobsView(aProfile().ruled("name", "allow user:bob"), aHalfEdge().blocked());

    assertThat(view.isNothing()).isTrue();
  }

  @Test
  void a_profile_that_was_never_created_is_invisible() {
    var view = View.of(ALICE, Profile.NONE, HalfEdge.NONE, BOB);

    assertThat(view.isNothing()).isTrue();
  }

  @Test
  void a_deleted_profile_is_invisible() {
    assertThat(bobsView(aProfile().deleted(), STRANGER).isNothing()).isTrue();
    assertThat(View.whole(ALICE, aProfile().deleted().build()).isNothing()).isTrue();
  }

  @Test
  void hidden_wholly_blocked_deleted_and_never_created_look_the_same() {
    var hidden = aProfile().hiding("name").hiding("status").hiding("picture").hiding("attributes");

    assertThat(bobsView(hidden, STRANGER))
        .isEqualTo(bobsView(aProfile(), aHalfEdge().blocked()))
        .isEqualTo(bobsView(aProfile().deleted(), STRANGER))
        .isEqualTo(View.of(ALICE, Profile.NONE, HalfEdge.NONE, BOB))
        .isEqualTo(View.nothing(ALICE));
  }

  @Test
  void each_field_is_hidden_by_its_own_rules() {
    for (var field : new String[] {"name", "status", "picture", "attributes", "attributes.city"}) {
      var view = bobsView(aProfile().hiding(field), STRANGER);

      assertThat(view.fields()).isEqualTo(aProfile().without(field).build().fields());
    }
  }

  @Test
  void one_attribute_may_be_seen_where_the_others_are_not() {
    var profile = aProfile().hiding("attributes").ruled("attributes.city", "allow label:family");

    var family = bobsView(profile, aHalfEdge().labelled("family"));
    var others = bobsView(profile, aHalfEdge().contact());

    assertThat(family.fields().attributes()).containsOnlyKeys("city");
    assertThat(others.fields().attributes()).isEmpty();
  }

  @Test
  void a_rule_for_a_user_matches_only_that_user() {
    var profile = aProfile().ruled("status", "deny user:bob", "allow everyone").build();

    var bobs = View.of(ALICE, profile, HalfEdge.NONE, BOB);
    var carols = View.of(ALICE, profile, HalfEdge.NONE, CAROL);

    assertThat(bobs.fields().status()).isEmpty();
    assertThat(carols.fields().status()).isPresent();
  }

  @Test
  void the_owner_sees_everything_with_its_position() {
    var hidden = aProfile().hiding("name").hiding("attributes").build();

    var view = View.of(ALICE, hidden, HalfEdge.NONE, ALICE);

    assertThat(view.fields()).isEqualTo(hidden.fields());
    assertThat(view.position()).contains(hidden.position());
    assertThat(view).isEqualTo(View.whole(ALICE, hidden));
  }

  /** Otherwise a change of a hidden field would be visible. */
  @Test
  void others_are_not_told_the_position() {
    var before = bobsView(aProfile().hiding("status").at(10), STRANGER);
    var after = bobsView(aProfile().hiding("status").at(11), STRANGER);

    assertThat(before.position()).isEmpty();
    assertThat(after).isEqualTo(before);
  }

  @Test
  void the_owner_of_an_empty_profile_sees_that_it_is_there() {
    var empty = aProfile().withFields(Fields.EMPTY).build();

    assertThat(View.whole(ALICE, empty).isNothing()).isFalse();
    assertThat(View.of(ALICE, empty, HalfEdge.NONE, BOB).isNothing()).isTrue();
  }

  @Test
  void discovery_does_not_hide_the_profile_from_a_viewer_who_knows_the_address() {
    var view = bobsView(aProfile().hiding(PrivacyRules.DISCOVERY), STRANGER);

    assertThat(view.isNothing()).isFalse();
  }

  @Test
  void creating_a_profile_again_opens_nothing_that_was_closed() {
    var deleted = aProfile().hiding("status").deleted().build();

    var again =
        deleted
            .apply(new Position(0, 30), Events.changed(Mode.MERGE, aProfile().build().fields()))
            .state();

    assertThat(View.of(ALICE, again, HalfEdge.NONE, BOB).fields().status()).isEmpty();
    assertThat(View.of(ALICE, again, aHalfEdge().blocked().build(), BOB).isNothing()).isTrue();
  }

  private static View bobsView(ProfileFixture profile, HalfEdgeFixture halfEdge) {
    return View.of(ALICE, profile.build(), halfEdge.build(), BOB);
  }
}
