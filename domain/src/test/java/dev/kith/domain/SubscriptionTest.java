package dev.kith.domain;

import static dev.kith.domain.EntryFixture.anEntry;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.PrivacyRules.DISCOVERY;
import static dev.kith.domain.ProfileFixture.aProfile;
import static dev.kith.domain.Update.Kind.CHANGED;
import static dev.kith.domain.Update.Kind.JOINED;
import static dev.kith.domain.Update.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Tests of bob's updates when he starts or stops following alice, and when she is created or
 * deleted.
 */
class SubscriptionTest {

  private static final EntryFixture NEVER_CREATED = anEntry().of(Profile.NONE);

  @Test
  void a_new_subscriber_is_told_the_view_as_it_is_now() {
    var before = anEntry().mirror(aHalfEdge());

    assertThat(anEntry().toldAfter(before)).contains(anEntry().as(CHANGED));
  }

  @Test
  void one_who_unsubscribes_is_told_once_and_nothing_more() {
    var gone = anEntry().mirror(aHalfEdge().unsubscribed().at(6));
    var renamed = gone.of(aProfile().named("Augusta").at(11));

    assertThat(gone.toldAfter(anEntry())).contains(gone.as(REMOVED));
    assertThat(renamed.toldAfter(gone)).isEmpty();
  }

  @Test
  void a_subscription_to_a_missing_user_causes_no_update() {
    assertThat(NEVER_CREATED.toldAfter(NEVER_CREATED.mirror(aHalfEdge()))).isEmpty();
  }

  @Test
  void one_who_waited_is_told_that_the_subject_joined() {
    assertThat(anEntry().toldAfter(NEVER_CREATED)).contains(anEntry().as(JOINED));
  }

  @Test
  void one_who_waited_without_being_allowed_to_find_is_not_told() {
    var hidden = anEntry().of(aProfile().hiding(DISCOVERY));

    assertThat(hidden.toldAfter(NEVER_CREATED)).isEmpty();
  }

  @Test
  void being_found_later_is_no_joining() {
    var hidden = anEntry().of(aProfile().hiding(DISCOVERY));

    assertThat(anEntry().toldAfter(hidden)).contains(anEntry().as(CHANGED));
    assertThat(hidden.toldAfter(anEntry())).contains(hidden.as(REMOVED));
  }

  @Test
  void seeing_a_first_field_later_is_no_joining() {
    var empty = anEntry().of(aProfile().withFields(Fields.EMPTY));

    assertThat(empty.toldAfter(NEVER_CREATED)).isEmpty();
    assertThat(anEntry().toldAfter(empty)).contains(anEntry().as(CHANGED));
  }

  @Test
  void an_announcement_tells_the_view_and_its_end_removes_it() {
    var before = anEntry().mirror(aHalfEdge());
    var announced = before.own(aHalfEdge().announced().at(11));

    assertThat(announced.toldAfter(before)).contains(announced.as(CHANGED));
    assertThat(before.toldAfter(announced)).contains(before.as(REMOVED));
  }

  @Test
  void one_to_whom_the_subject_announced_itself_is_told_that_it_joined() {
    var announced = anEntry().mirror(aHalfEdge()).own(aHalfEdge().announced());

    assertThat(announced.toldAfter(announced.of(Profile.NONE))).contains(announced.as(JOINED));
  }

  @Test
  void a_deletion_removes_and_a_new_creation_is_found_again() {
    var deleted = anEntry().of(aProfile().deleted().at(11));
    var again = anEntry().of(aProfile().at(12));

    assertThat(deleted.toldAfter(anEntry())).contains(deleted.as(REMOVED));
    assertThat(again.toldAfter(deleted)).contains(again.as(JOINED));
  }
}
