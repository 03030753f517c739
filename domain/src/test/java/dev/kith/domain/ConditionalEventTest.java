package dev.kith.domain;

import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.FieldsFixture.someFields;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of events that expect a version of their resource. */
class ConditionalEventTest {

  private static final Position HERE = new Position(0, 20);
  private static final Fields NAMED_BEA = someFields().name("Bea").build();

  @Test
  void an_event_that_expects_the_current_version_is_accepted() {
    var profile = aProfile().at(10).build();

    var fold = profile.apply(HERE, replacedIf(new Position(0, 10)));

    assertThat(fold.isRefused()).isFalse();
    assertThat(fold.state().position()).isEqualTo(HERE);
  }

  @Test
  void an_event_that_expects_an_old_version_is_refused_and_changes_nothing() {
    var profile = aProfile().at(11).build();

    var fold = profile.apply(HERE, replacedIf(new Position(0, 10)));

    assertThat(fold.refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(fold.state()).isSameAs(profile);
  }

  @Test
  void the_version_of_another_partition_is_another_version() {
    var profile = aProfile().at(10).build();

    assertThat(profile.apply(HERE, replacedIf(new Position(1, 10))).refusal())
        .contains(Refusal.VERSION_CONFLICT);
  }

  @Test
  void of_two_events_that_expect_the_same_version_the_second_is_refused() {
    var profile = aProfile().at(10).build();
    var expected = new Position(0, 10);

    var first = profile.apply(HERE, replacedIf(expected));
    var second = first.state().apply(new Position(0, 21), replacedIf(expected));

    assertThat(second.refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(second.state().position()).isEqualTo(HERE);
  }

  @Test
  void an_event_that_expects_absence_is_refused_if_the_resource_exists() {
    var fold = aProfile().build().apply(HERE, replacedIf(Position.NONE));

    assertThat(fold.refusal()).contains(Refusal.ALREADY_EXISTS);
  }

  @Test
  void an_event_that_expects_absence_is_accepted_if_nothing_was_written() {
    assertThat(Profile.NONE.apply(HERE, replacedIf(Position.NONE)).isRefused()).isFalse();
  }

  /** Privacy rules without a profile, and a deleted profile, count as absent. */
  @Test
  void an_event_that_expects_absence_is_accepted_without_a_present_profile() {
    var rulesOnly =
        new Profile(
            new Position(0, 10),
            Lifecycle.UNKNOWN,
            Fields.EMPTY,
            aProfile().hiding("name").build().privacy());
    var deleted = aProfile().deleted().build();

    assertThat(rulesOnly.apply(HERE, replacedIf(Position.NONE)).isRefused()).isFalse();
    assertThat(deleted.apply(HERE, replacedIf(Position.NONE)).isRefused()).isFalse();
  }

  @Test
  void an_event_that_expects_a_version_is_refused_if_nothing_was_written() {
    assertThat(Profile.NONE.apply(HERE, replacedIf(new Position(0, 10))).refusal())
        .contains(Refusal.VERSION_CONFLICT);
  }

  @Test
  void deleting_twice_under_one_condition_deletes_once() {
    var delete = new ProfileDeleted(Optional.of(new Position(0, 10)));
    var first = aProfile().at(10).build().apply(HERE, delete);

    var second = first.state().apply(new Position(0, 21), delete);

    assertThat(first.isRefused()).isFalse();
    assertThat(second.state()).isSameAs(first.state());
  }

  @Test
  void half_edges_hold_their_events_to_their_own_version() {
    var halfEdge = aHalfEdge().contact().at(5).build();

    var taken = halfEdge.apply(HERE, blockedIf(new Position(1, 5)));
    var moved = halfEdge.apply(HERE, blockedIf(new Position(1, 4)));
    var exists = halfEdge.apply(HERE, blockedIf(Position.NONE));

    assertThat(taken.state().blocked()).isTrue();
    assertThat(moved.refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(exists.refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(moved.state()).isSameAs(halfEdge);
  }

  private static ProfileChanged replacedIf(Position expected) {
    return new ProfileChanged(Optional.of(expected), Mode.REPLACE, NAMED_BEA, Set.of());
  }

  private static ContactBlocked blockedIf(Position expected) {
    return new ContactBlocked(Optional.of(expected), BOB);
  }
}
