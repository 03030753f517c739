package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;
import static dev.kith.domain.HalfEdgeFixture.aHalfEdge;
import static dev.kith.domain.MessageRefusal.Side.GROUP;
import static dev.kith.domain.MessageRefusal.Side.RECIPIENT;
import static dev.kith.domain.MessageRefusal.Side.SENDER;
import static dev.kith.domain.MessageRule.BLOCKED;
import static dev.kith.domain.MessageRule.RESTRICTED;
import static dev.kith.domain.ProfileFixture.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of messages from alice to bob, directly or in a group. */
class MessageClearanceTest {

  private static final Address CLUB = Addresses.GROUP;
  private static final Settings OPEN = Settings.NONE;
  private static final Settings SHUT = new Settings(new Position(0, 1), true, true);

  @Test
  void it_carries_the_sender_as_the_recipient_may_see_them() {
    var profile = aProfile().ruled("status", "allow contacts").build();

    var stranger = arrived(from(profile, OPEN, HalfEdge.NONE));
    var contact = arrived(from(profile, OPEN, aHalfEdge().contact().build()));

    assertThat(stranger.refused()).isEmpty();
    assertThat(stranger.sender().fields().status()).isEmpty();
    assertThat(contact.sender().fields().status()).contains("reading");
  }

  @Test
  void a_block_of_either_refuses_it_and_leaves_no_view() {
    var bySender = arrived(from(OPEN, aHalfEdge().blocked().build()));
    var byRecipient =
        from(OPEN, HalfEdge.NONE)
            .to(BOB, OPEN, relation(aHalfEdge().blocked().build(), HalfEdge.NONE), HalfEdge.NONE);

    assertThat(bySender.refused()).contains(new MessageRefusal(BLOCKED, SENDER));
    assertThat(byRecipient.refused()).contains(new MessageRefusal(BLOCKED, RECIPIENT));
    assertThat(bySender.sender().isNothing()).isTrue();
    assertThat(byRecipient.sender().isNothing()).isTrue();
  }

  @Test
  void a_restricted_user_sends_and_receives_only_when_paired_by_either_half() {
    var paired = aHalfEdge().paired().build();

    assertThat(arrived(from(SHUT, HalfEdge.NONE)).refused())
        .contains(new MessageRefusal(RESTRICTED, SENDER));
    assertThat(from(OPEN, HalfEdge.NONE).to(BOB, SHUT, Relation.NONE, HalfEdge.NONE).refused())
        .contains(new MessageRefusal(RESTRICTED, RECIPIENT));
    assertThat(from(SHUT, paired).to(BOB, SHUT, Relation.NONE, HalfEdge.NONE).refused()).isEmpty();
    assertThat(
            from(SHUT, HalfEdge.NONE)
                .to(BOB, SHUT, relation(paired, HalfEdge.NONE), HalfEdge.NONE)
                .refused())
        .isEmpty();
  }

  @Test
  void a_later_half_edge_of_the_sender_counts_and_an_older_one_does_not() {
    var messageClearance = from(OPEN, aHalfEdge().at(7).build());

    var later = relation(HalfEdge.NONE, aHalfEdge().blocked().at(8).build());
    var older = relation(HalfEdge.NONE, aHalfEdge().blocked().at(6).build());

    assertThat(messageClearance.to(BOB, OPEN, later, HalfEdge.NONE).refused())
        .contains(new MessageRefusal(BLOCKED, SENDER));
    assertThat(messageClearance.to(BOB, OPEN, older, HalfEdge.NONE).refused()).isEmpty();
  }

  @Test
  void in_a_group_the_group_shows_itself_and_its_blocks_and_those_of_it_hold() {
    var messageClearance = from(OPEN, HalfEdge.NONE);
    var group = aProfile().named("Chess").hiding("status").build();
    var blocked = aHalfEdge().blocked().build();

    var passed = messageClearance.over(CLUB, BOB, group, HalfEdge.NONE, HalfEdge.NONE);

    assertThat(arrived(passed).group().orElseThrow().fields().name()).contains("Chess");
    assertThat(arrived(passed).group().orElseThrow().fields().status()).isEmpty();
    assertThat(arrived(messageClearance.over(CLUB, BOB, group, blocked, HalfEdge.NONE)).refused())
        .contains(new MessageRefusal(BLOCKED, GROUP));
    assertThat(arrived(messageClearance.over(CLUB, BOB, group, HalfEdge.NONE, blocked)).refused())
        .contains(new MessageRefusal(BLOCKED, GROUP));
    assertThat(passed.to(BOB, OPEN, Relation.NONE, blocked).refused())
        .contains(new MessageRefusal(BLOCKED, RECIPIENT));
    assertThat(passed.to(BOB, OPEN, Relation.NONE, blocked).group()).isEmpty();
    assertThat(
            MessageClearance.from(ALICE, BOB, aProfile().build(), OPEN, HalfEdge.NONE, blocked)
                .refused())
        .contains(new MessageRefusal(BLOCKED, SENDER));
  }

  @Test
  void a_restricted_person_may_write_to_themselves() {
    var messageClearance =
        MessageClearance.from(ALICE, ALICE, aProfile().build(), SHUT, HalfEdge.NONE, HalfEdge.NONE);

    assertThat(messageClearance.to(ALICE, SHUT, Relation.NONE, HalfEdge.NONE).refused()).isEmpty();
  }

  private static MessageClearance from(Settings settings, HalfEdge own) {
    return from(aProfile().build(), settings, own);
  }

  private static MessageClearance from(Profile profile, Settings settings, HalfEdge own) {
    return MessageClearance.from(ALICE, BOB, profile, settings, own, HalfEdge.NONE);
  }

  private static MessageClearance arrived(MessageClearance messageClearance) {
    return messageClearance.to(BOB, OPEN, Relation.NONE, HalfEdge.NONE);
  }

  private static Relation relation(HalfEdge own, HalfEdge mirror) {
    return new Relation(own, mirror);
  }
}
