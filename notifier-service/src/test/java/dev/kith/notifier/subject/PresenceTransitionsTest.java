package dev.kith.notifier.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.NodeHeartbeat;
import dev.kith.avro.Presence;
import dev.kith.avro.PresenceChanged;
import dev.kith.avro.PresenceClaimed;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.presence.PresenceConfig;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTransitionsTest {

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration NODE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration A_CHECK = Duration.ofSeconds(1);
  private static final PresenceConfig BOUNDS = new PresenceConfig(GRACE, NODE_TIMEOUT);
  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");

  private final List<Boolean> counted = new ArrayList<>();
  private TopologyRun run = new TopologyRun(new SubjectsAlone(BOUNDS, counted::add));

  @BeforeEach
  void alice_shows_bob_who_follows() {
    run.journal("alice", named("Alice"));
    befriend("bob");
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void the_first_session_makes_a_user_online_and_notifies_contacts_who_follow() {
    run.mirror("carol", "alice", subscribed(1));

    arrives("alice", "one");

    assertThat(presence()).containsExactly("alice online");
    assertThat(told()).containsExactly("alice online");
    assertThat(counted).containsExactly(true);
  }

  @Test
  void sessions_on_several_nodes_are_one_presence() {
    arrives("alice", "one");
    arrives("alice", "two");
    leaves("alice", "one", NINE);
    run.pass(GRACE.plus(A_CHECK));

    assertThat(presence()).containsExactly("alice online");
    assertThat(told()).containsExactly("alice online");
  }

  @Test
  void a_user_goes_offline_after_the_grace_and_was_last_seen_before_it() {
    arrives("alice", "one");
    leaves("alice", "one", NINE);
    run.pass(GRACE.minus(A_CHECK));
    assertThat(told()).containsExactly("alice online");

    run.pass(A_CHECK.multipliedBy(2));

    assertThat(told()).containsExactly("alice offline since 2026-11-21T09:00:00Z");
    assertThat(presence())
        .containsExactly("alice online", "alice offline since 2026-11-21T09:00:00Z");
  }

  @Test
  void a_user_who_reconnects_within_the_grace_does_not_go_offline() {
    arrives("alice", "one");
    leaves("alice", "one", NINE);
    run.pass(A_CHECK);
    arrives("alice", "two");
    beatsFor(GRACE.multipliedBy(2), "two");

    assertThat(told()).containsExactly("alice online");
  }

  @Test
  void sessions_of_a_node_without_heartbeats_end_at_its_last_heartbeat() {
    arrives("alice", "one");
    beatsFor(NODE_TIMEOUT.multipliedBy(2), "one");
    assertThat(told()).containsExactly("alice online");
    heard("one", NINE);

    beatsFor(NODE_TIMEOUT.minus(A_CHECK), "another");
    assertThat(told()).isEmpty();
    beatsFor(A_CHECK.multipliedBy(2), "another");

    assertThat(told()).containsExactly("alice offline since 2026-11-21T09:00:00Z");
  }

  @Test
  void a_user_who_moved_before_their_node_was_given_up_stays_online() {
    arrives("alice", "one");
    run.pass(A_CHECK);
    arrives("alice", "two");
    beatsFor(NODE_TIMEOUT.multipliedBy(2), "two");
    assertThat(told()).containsExactly("alice online");

    leaves("alice", "two", NINE);
    run.pass(GRACE.plus(A_CHECK));

    assertThat(told()).containsExactly("alice offline since 2026-11-21T09:00:00Z");
  }

  @Test
  void a_node_that_announces_its_shutdown_loses_all_claims() {
    arrives("alice", "one");
    run.record(Topics.PRESENCE_CLAIMS, "one", new NodeHeartbeat("one", true), NINE);
    run.pass(GRACE.plus(A_CHECK));

    assertThat(told()).containsExactly("alice online", "alice offline since 2026-11-21T09:00:00Z");
  }

  /** A restarted node has a new name, so earlier claims are not its own. */
  @Test
  void heartbeats_of_a_restarted_node_do_not_keep_claims_of_its_previous_run() {
    arrives("alice", "one");
    beatsFor(NODE_TIMEOUT.plus(A_CHECK), "one-again");

    assertThat(told()).hasSize(2).last().asString().startsWith("alice offline");
  }

  /** A task that lags reads heartbeats late, and may give up a live node. */
  @Test
  void claims_of_a_node_that_was_given_up_hold_again_after_its_next_heartbeat() {
    befriend("carol");
    arrives("alice", "one");
    beatsFor(NODE_TIMEOUT.plus(A_CHECK), "another");
    told();

    heard("one", NINE);
    assertThat(told()).containsExactly("alice online");
    beatsFor(NODE_TIMEOUT.plus(A_CHECK), "another");
    assertThat(told()).hasSize(1).allMatch(line -> line.contains("offline"));
    beatsFor(NODE_TIMEOUT.multipliedBy(21), "another");
    heard("one", NINE);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_claim_withdrawn_before_the_next_heartbeat_does_not_hold_again() {
    arrives("alice", "one");
    beatsFor(NODE_TIMEOUT.plus(A_CHECK), "another");
    told();

    leaves("alice", "one", NINE);
    heard("one", NINE);

    assertThat(told()).isEmpty();
  }

  @Test
  void a_task_that_was_paused_gives_no_node_up_for_that() {
    arrives("alice", "one");
    told();

    run.pass(NODE_TIMEOUT.multipliedBy(4));
    beatsFor(GRACE, "another");
    heard("one", NINE);
    beatsFor(GRACE, "another");

    assertThat(told()).isEmpty();
  }

  @Test
  void a_rebuild_is_silent_and_then_publishes_what_has_changed() {
    run.close();
    run =
        new TopologyRun(
            new SubjectsAlone(BOUNDS, _ -> {}),
            (topic, partition) ->
                switch (topic) {
                  case "kith.journal" -> 1;
                  case "kith.presence" -> 1;
                  default -> -1;
                });
    run.journal("alice", named("Alice"));
    run.mirror("bob", "alice", subscribed(1));
    run.record(Topics.PRESENCE, "alice", new Presence("alice", false, NINE));
    arrives("alice", "one");
    run.record(Topics.PRESENCE, "carol", new Presence("carol", true, NINE));
    run.pass(A_CHECK);
    assertThat(told()).isEmpty();
    assertThat(presence()).isEmpty();

    run.journal("alice", contact("bob", true));
    run.pass(A_CHECK);
    heard("one", Instant.now());
    run.pass(NODE_TIMEOUT.minus(A_CHECK));
    heard("one", Instant.now());
    run.pass(A_CHECK);

    assertThat(presence())
        .containsExactly("alice online", "carol offline since 2026-11-21T09:00:00Z");
    assertThat(told()).containsExactly("alice online");
  }

  @Test
  void a_user_who_was_silent_when_the_session_ended_was_last_seen_earlier() {
    arrives("alice", "one");

    run.record(
        Topics.PRESENCE_CLAIMS,
        "alice",
        new PresenceClaimed("alice", "one", false, Duration.ofSeconds(50).toMillis()),
        NINE.plus(Duration.ofMinutes(10)));
    run.pass(GRACE.plus(A_CHECK));

    assertThat(presence())
        .containsExactly("alice online", "alice offline since 2026-11-21T09:09:10Z");
  }

  private void befriend(String peer) {
    run.journal("alice", contact(peer, true));
    run.mirror(peer, "alice", subscribed(1));
  }

  private void arrives(String user, String node) {
    run.record(Topics.PRESENCE_CLAIMS, user, new PresenceClaimed(user, node, true, 0L), NINE);
  }

  private void leaves(String user, String node, Instant at) {
    run.record(Topics.PRESENCE_CLAIMS, user, new PresenceClaimed(user, node, false, 0L), at);
  }

  private void heard(String node, Instant at) {
    run.record(Topics.PRESENCE_CLAIMS, node, new NodeHeartbeat(node, false), at);
  }

  private void beatsFor(Duration time, String node) {
    for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(A_CHECK)) {
      heard(node, NINE);
      run.pass(A_CHECK);
    }
  }

  private List<String> presence() {
    return run.out(Topics.PRESENCE).stream()
        .map(out -> {
          var presence = (Presence) out.value();
          return presence.getAddress()
              + (presence.getOnline() ? " online" : " offline since " + presence.getLastSeen());
        })
        .toList();
  }

  private List<String> told() {
    return run.out(Topics.FANOUT).stream()
        .filter(out -> out.value() instanceof PresenceChanged)
        .map(out -> {
          var changed = (PresenceChanged) out.value();
          return out.key()
              + (changed.getOnline() ? " online" : " offline since " + changed.getLastSeen());
        })
        .toList();
  }

  private static ContactChanged contact(String peer, boolean contact) {
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(contact),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ProfileChanged named(String name) {
    return changed(
        new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>()));
  }

  private static ProfileChanged changed(Fields set) {
    return new ProfileChanged(Optional.empty(), ProfileChanged.Mode.MERGE, set, Set.of());
  }

  private static HalfEdge subscribed(long offset) {
    return half(offset, Choice.YES);
  }

  private static HalfEdge half(long offset, Choice subscribed) {
    return new HalfEdge(
        new Position(0, offset), false, subscribed, false, false, false, new TreeSet<>());
  }
}
