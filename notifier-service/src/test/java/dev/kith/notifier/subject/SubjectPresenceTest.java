package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.PresenceClaimed;
import dev.kith.domain.Address;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.SettingsChanged;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged.Cause;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bob, in delivery partition 2 of 4, is a contact of alice and follows her. */
class SubjectPresenceTest {

  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
  private static final Presence ONLINE = new Presence(true, NINE);
  private static final Duration GRACE_IS_OVER = Duration.ofSeconds(6);

  private SubjectRun run = new SubjectRun();

  @BeforeEach
  void alice_shows_bob_who_follows() {
    run.topology.journal("alice", Events.named("Alice"));
    befriend("bob");
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_transition_goes_once_to_each_partition_that_follows() {
    befriend("carol");
    befriend("eve");
    run.written();

    arrives("one");
    assertThat(presences()).extracting(PresenceChanged::presence).containsExactly(ONLINE, ONLINE);

    leaves("one");
    run.topology.pass(GRACE_IS_OVER);
    assertThat(presences())
        .extracting(PresenceChanged::presence)
        .containsOnly(new Presence(false, NINE))
        .hasSize(2);
  }

  @Test
  void a_transition_requires_the_changes_of_halves_before_it() {
    var half = run.written(OwnerHalfChanged.class).getFirst().half();

    arrives("one");

    var presence = presences().getFirst();
    assertThat(presence.half()).isEqualTo(half);
    assertThat(presence.need()).isZero();
    assertThat(presence.exact()).isTrue();
  }

  @Test
  void transitions_of_a_subject_with_coarse_presence_are_not_written() {
    run.topology.journal("alice", lastSeen(LastSeen.COARSE));
    run.written();

    arrives("one");
    leaves("one");
    run.topology.pass(GRACE_IS_OVER);

    assertThat(presences()).isEmpty();
  }

  @Test
  void a_deleted_subject_has_no_transitions() {
    run.topology.journal("alice", new ProfileDeleted(Optional.empty()));
    run.written();

    arrives("one");

    assertThat(presences()).isEmpty();
  }

  @Test
  void another_precision_is_written_with_the_presence_of_now() {
    arrives("one");
    presences();

    run.topology.journal("alice", lastSeen(LastSeen.COARSE));
    run.topology.journal("alice", lastSeen(LastSeen.EXACT));

    assertThat(presences())
        .containsExactly(
            new PresenceChanged(
                PairParts.position(new Position(0, 1), 0), 0, ONLINE, false, Cause.PRECISION),
            new PresenceChanged(
                PairParts.position(new Position(0, 1), 0), 0, ONLINE, true, Cause.PRECISION));
  }

  @Test
  void rules_that_changed_are_followed_by_the_presence_and_other_content_is_not() {
    arrives("one");
    presences();

    run.topology.journal("alice", Events.rules("presence", "allow everyone"));
    assertThat(types(run.written()))
        .containsExactly("1 SubjectChanged", "2 SubjectChanged", "2 PresenceChanged");

    run.topology.journal("alice", Events.named("Alice Again"));
    assertThat(types(run.written())).containsExactly("1 SubjectChanged", "2 SubjectChanged");
  }

  @Test
  void a_half_that_lets_a_user_see_it_is_followed_by_the_presence_in_that_partition_only() {
    befriend("eve");
    run.topology.mirror("frank", "alice", Events.subscribed(1));
    arrives("one");
    presences();

    run.topology.journal("alice", Events.contact("frank", true, false));
    assertThat(types(run.written())).containsExactly("3 OwnerHalfChanged", "3 PresenceChanged");

    run.topology.journal("alice", Events.contact("frank", false, false));
    assertThat(types(run.written())).containsExactly("3 OwnerHalfChanged");

    run.topology.journal("alice", new ContactBlocked(Optional.empty(), new Address("eve")));
    assertThat(types(run.written())).containsExactly("0 OwnerHalfChanged");

    run.topology.journal("alice", new ContactUnblocked(Optional.empty(), new Address("eve")));
    assertThat(types(run.written())).containsExactly("0 OwnerHalfChanged", "0 PresenceChanged");
  }

  @Test
  void a_contact_who_begins_to_follow_is_sent_the_presence() {
    run.topology.journal("alice", Events.contact("frank", true, false));
    arrives("one");
    presences();

    run.topology.mirror("frank", "alice", Events.subscribed(1));

    assertThat(types(run.written())).containsExactly("3 FollowerHalfChanged", "3 PresenceChanged");
  }

  @Test
  void unknown_presence_is_not_written() {
    run.topology.journal("alice", Events.rules("presence", "allow everyone"));
    run.topology.journal("alice", lastSeen(LastSeen.COARSE));
    befriend("eve");

    assertThat(presences()).isEmpty();
  }

  @Test
  void a_rebuild_writes_no_presence_before_it_has_caught_up() {
    run.close();
    run = new SubjectRun((topic, partition) -> topic.equals("kith.journal") ? 2 : -1);
    run.topology.journal("alice", Events.named("Alice"));
    befriend("bob");
    run.topology.record(Topics.PRESENCE, "alice", new dev.kith.avro.Presence("alice", true, NINE));
    arrives("one");
    assertThat(presences()).isEmpty();

    run.topology.journal("alice", Events.rules("presence", "allow everyone"));
    run.topology.journal("alice", Events.rules("presence", "allow contacts"));

    assertThat(presences()).isNotEmpty();
  }

  private void befriend(String peer) {
    run.topology.journal("alice", Events.contact(peer, true, false));
    run.topology.mirror(peer, "alice", Events.subscribed(1));
  }

  private void arrives(String node) {
    run.topology.record(
        Topics.PRESENCE_CLAIMS, "alice", new PresenceClaimed("alice", node, true, 0L), NINE);
  }

  private void leaves(String node) {
    run.topology.record(
        Topics.PRESENCE_CLAIMS, "alice", new PresenceClaimed("alice", node, false, 0L), NINE);
  }

  private List<PresenceChanged> presences() {
    return run.written(PresenceChanged.class);
  }

  private static SettingsChanged lastSeen(LastSeen lastSeen) {
    return new SettingsChanged(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(lastSeen));
  }

  private static List<String> types(List<SubjectRun.Written> written) {
    return written.stream().map(it -> it.partition() + " " + type(it.record())).toList();
  }

  private static String type(FanOutRecord record) {
    return record.getClass().getSimpleName();
  }
}
