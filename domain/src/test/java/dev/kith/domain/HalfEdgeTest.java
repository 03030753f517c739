package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.Addresses.CAROL;
import static dev.kith.domain.Events.ANY_VERSION;
import static dev.kith.domain.Events.announced;
import static dev.kith.domain.Events.automaticSync;
import static dev.kith.domain.Events.contact;
import static dev.kith.domain.Events.labelled;
import static dev.kith.domain.Events.subscribed;
import static dev.kith.domain.Events.sync;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalfEdgeTest {

  private static final Position HERE = new Position(1, 9);

  /** Half-edge with every part set, so that a lost part is noticed. */
  private static final HalfEdgeFixture EVERYTHING =
      aHalfEdge().contact().subscribed().announced().blocked().paired().labelled("family").at(9);

  @Test
  void a_half_edge_without_events_is_empty() {
    assertThat(HalfEdge.NONE.isEmpty()).isTrue();
    assertThat(HalfEdge.NONE.subscribed()).isEqualTo(Choice.UNSET);
  }

  @Test
  void each_part_is_set_alone() {
    assertThat(after(HalfEdge.NONE, contact(true))).isEqualTo(aHalfEdge().contact().at(9).build());
    assertThat(after(HalfEdge.NONE, subscribed(true)))
        .isEqualTo(aHalfEdge().subscribed().at(9).build());
    assertThat(after(HalfEdge.NONE, subscribed(false)))
        .isEqualTo(aHalfEdge().unsubscribed().at(9).build());
    assertThat(after(HalfEdge.NONE, announced(true)))
        .isEqualTo(aHalfEdge().announced().at(9).build());
    assertThat(after(HalfEdge.NONE, labelled("family")))
        .isEqualTo(aHalfEdge().labelled("family").at(9).build());
  }

  @Test
  void what_a_change_does_not_name_stays() {
    var halfEdge = EVERYTHING.build();

    assertThat(after(halfEdge, contact(true))).isEqualTo(halfEdge);
    assertThat(after(halfEdge, labelled("family"))).isEqualTo(halfEdge);
    assertThat(after(halfEdge, new ContactBlocked(ANY_VERSION, BOB))).isEqualTo(halfEdge);
    assertThat(after(halfEdge, new ContactPaired(ANY_VERSION, BOB))).isEqualTo(halfEdge);
  }

  @Test
  void labels_are_replaced_as_a_whole() {
    var halfEdge = aHalfEdge().labelled("family").labelled("work").build();

    assertThat(after(halfEdge, labelled("chess")).labels()).containsExactly("chess");
    assertThat(after(halfEdge, labelled()).labels()).isEmpty();
  }

  @Test
  void a_block_keeps_subscriptions_and_contact_and_so_does_its_end() {
    var before = aHalfEdge().contact().subscribed().labelled("family");

    var blocked = after(before.build(), new ContactBlocked(ANY_VERSION, BOB));
    var unblocked = after(blocked, new ContactUnblocked(ANY_VERSION, BOB));

    assertThat(blocked).isEqualTo(before.blocked().at(9).build());
    assertThat(unblocked).isEqualTo(before.at(9).build());
  }

  @Test
  void a_pair_is_made_and_undone_and_nothing_else_is_touched() {
    var before = aHalfEdge().contact().unsubscribed();

    var paired = after(before.build(), new ContactPaired(ANY_VERSION, BOB));
    var unpaired = after(paired, new ContactUnpaired(ANY_VERSION, BOB));

    assertThat(paired).isEqualTo(before.paired().at(9).build());
    assertThat(unpaired).isEqualTo(before.at(9).build());
  }

  @Test
  void a_first_message_subscribes_one_who_never_said_yes_or_no() {
    assertThat(after(HalfEdge.NONE, automaticSync()).subscribed()).isEqualTo(Choice.YES);
  }

  @Test
  void a_first_message_does_not_change_a_yes_or_a_no() {
    var yes = aHalfEdge().subscribed().build();
    var no = aHalfEdge().unsubscribed().build();

    assertThat(after(yes, automaticSync())).isSameAs(yes);
    assertThat(after(no, automaticSync())).isSameAs(no);
  }

  /**
   * Clearing the four parts of a contact sets its subscription to no, so a message does not restore
   * it.
   */
  @Test
  void a_contact_that_was_deleted_does_not_come_back_by_itself() {
    var cleared =
        after(
            EVERYTHING.build(),
            new ContactChanged(
                ANY_VERSION,
                BOB,
                Optional.of(false),
                Optional.of(false),
                Optional.of(false),
                Optional.of(Set.of())));

    assertThat(cleared).isEqualTo(aHalfEdge().unsubscribed().blocked().paired().at(9).build());
    assertThat(after(cleared, automaticSync())).isSameAs(cleared);
  }

  @Test
  void a_sync_by_hand_overrides_a_no() {
    var no = aHalfEdge().unsubscribed().build();

    assertThat(after(no, sync()).subscribed()).isEqualTo(Choice.YES);
  }

  @Test
  void a_sync_adds_labels_to_those_that_are_there() {
    var halfEdge = aHalfEdge().labelled("family").build();

    assertThat(after(halfEdge, sync("phone")).labels()).containsExactly("family", "phone");
  }

  @Test
  void a_sync_keeps_what_it_does_not_name() {
    var nothing =
        new ContactsSynced(
            Set.of(BOB), false, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());

    assertThat(after(EVERYTHING.build(), nothing)).isEqualTo(EVERYTHING.build());
  }

  @Test
  void a_sync_that_was_decided_before_the_last_change_changes_nothing() {
    var halfEdge = aHalfEdge().labelled("family").build();

    assertThat(after(halfEdge, syncAsOf(before(halfEdge.position())))).isEqualTo(halfEdge);
    assertThat(after(halfEdge, syncAsOf(halfEdge.position())).contact()).isTrue();
  }

  @Test
  void a_sync_adds_no_labels_beyond_32() {
    var labels = IntStream.range(0, 32).mapToObj(number -> "label" + number).toList();
    var full =
        labels.stream().reduce(aHalfEdge(), HalfEdgeFixture::labelled, (one, _) -> one).build();

    assertThat(after(full, sync("one-more")).labels()).containsExactlyInAnyOrderElementsOf(labels);
    assertThat(after(full, sync("label0")).labels()).containsExactlyInAnyOrderElementsOf(labels);
  }

  @Test
  void an_event_says_whom_it_is_about() {
    var synced =
        new ContactsSynced(
            Set.of(ALICE, CAROL),
            false,
            Optional.of(true),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    assertThat(contact(true).peers()).containsExactly(BOB);
    assertThat(synced.peers()).containsExactlyInAnyOrder(ALICE, CAROL);
    assertThat(synced.expects()).isEmpty();
  }

  @Test
  void a_half_edge_with_every_part_cleared_is_empty() {
    assertThat(aHalfEdge().build().isEmpty()).isTrue();
    assertThat(aHalfEdge().unsubscribed().build().isEmpty()).isTrue();
  }

  @Test
  void a_half_edge_with_any_part_set_is_not_empty() {
    assertThat(aHalfEdge().contact().build().isEmpty()).isFalse();
    assertThat(aHalfEdge().subscribed().build().isEmpty()).isFalse();
    assertThat(aHalfEdge().announced().build().isEmpty()).isFalse();
    assertThat(aHalfEdge().blocked().build().isEmpty()).isFalse();
    assertThat(aHalfEdge().paired().build().isEmpty()).isFalse();
    assertThat(aHalfEdge().labelled("family").build().isEmpty()).isFalse();
  }

  @Test
  void a_half_edge_does_not_change_with_the_labels_it_was_made_of() {
    var labels = new TreeSet<>(Set.of("family"));
    var halfEdge = new HalfEdge(HERE, true, Choice.UNSET, false, false, false, labels);

    labels.add("work");

    assertThat(halfEdge.labels()).containsExactly("family");
  }

  private static HalfEdge after(HalfEdge halfEdge, RelationEvent event) {
    return halfEdge.apply(HERE, event).state();
  }

  private static ContactsSynced syncAsOf(Position asOf) {
    return new ContactsSynced(
        Set.of(BOB), false, Optional.of(true), Optional.empty(), Set.of(), Optional.of(asOf));
  }

  private static Position before(Position position) {
    return new Position(position.partition(), position.offset() - 1);
  }
}
