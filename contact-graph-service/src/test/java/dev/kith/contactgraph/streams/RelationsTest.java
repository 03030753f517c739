package dev.kith.contactgraph.streams;

import static dev.kith.contactgraph.streams.Graph.block;
import static dev.kith.contactgraph.streams.Graph.blockedAt;
import static dev.kith.contactgraph.streams.Graph.contact;
import static dev.kith.contactgraph.streams.Graph.mirrored;
import static dev.kith.contactgraph.streams.Graph.mirrors;
import static dev.kith.contactgraph.streams.Graph.relations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.streams.TopologyRun;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests with one partition: mirrors return to the partition that sent them, so that each half-edge
 * is stored in the relations of both addresses.
 */
class RelationsTest {

  private final Heard verdicts = new Heard();
  private final TopologyRun run = new TopologyRun(Graph.topology(verdicts, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_block_goes_to_the_peers_partition_and_is_published_once() {
    run.journal("alice", block("bob"));

    assertThat(mirrors(run)).containsExactly("bob|alice blocked at 0");
    assertThat(relations(run)).containsExactly("alice|bob blocked at 0");
    assertThat(mirrored(run, "bob", "alice")).isEqualTo("blocked at 0");
    assertThat(mirrored(run, "alice", "bob")).isEqualTo("none");
  }

  @Test
  void what_the_peer_holds_becomes_the_other_half_and_issues_nothing() {
    run.journal("alice", contact("bob"));
    mirrors(run);
    relations(run);

    run.mirror("bob", "alice", blockedAt(7));

    assertThat(mirrored(run, "alice", "bob")).isEqualTo("blocked at 7");
    assertThat(mirrors(run)).isEmpty();
    assertThat(relations(run)).isEmpty();
  }

  @Test
  void an_earlier_mirror_changes_nothing() {
    run.mirror("bob", "alice", blockedAt(7));

    run.mirror("bob", "alice", HalfEdge.NONE);

    assertThat(mirrored(run, "alice", "bob")).isEqualTo("blocked at 7");
  }

  @Test
  void an_event_about_many_is_folded_for_each_of_them_and_has_no_verdict() {
    var synced =
        new ContactsSynced(
            Set.of(new Address("bob"), new Address("carol")),
            false,
            Optional.of(true),
            Optional.empty(),
            Set.of(),
            Optional.empty());

    run.journal("alice", synced, "sync");

    assertThat(mirrors(run)).containsExactly("bob|alice|0:0 contact at 0 of bob, carol");
    assertThat(relations(run))
        .containsExactly("alice|bob contact at 0", "alice|carol contact at 0");
    assertThat(verdicts.isNothing()).isTrue();
  }

  @Test
  void an_automatic_sync_that_changes_nothing_issues_nothing() {
    run.journal("alice", contact("bob"));
    mirrors(run);
    relations(run);

    run.journal("alice", automatic("bob"));

    assertThat(mirrors(run)).isEmpty();
    assertThat(relations(run)).isEmpty();
  }

  @Test
  void an_accepted_event_gets_the_relation_afterwards_as_its_verdict() {
    run.journal("alice", contact("bob"), "first");

    var verdict = verdicts.of("first");
    assertThat(verdict.at()).isEqualTo(new Position(0, 0));
    assertThat(verdict.refusal()).isEmpty();
    assertThat(((Relation) verdict.state()).own().contact()).isTrue();
  }

  @Test
  void a_refused_event_changes_and_issues_nothing() {
    run.journal("alice", contact("bob"));
    mirrors(run);
    relations(run);

    run.journal(
        "alice",
        new ContactBlocked(Optional.of(new Position(0, 9)), new Address("bob")),
        "too late");
    run.journal(
        "alice", new ContactBlocked(Optional.of(Position.NONE), new Address("bob")), "once more");

    assertThat(verdicts.of("too late").refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(verdicts.of("once more").refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(mirrors(run)).isEmpty();
    assertThat(relations(run)).isEmpty();
  }

  private static ContactsSynced automatic(String peer) {
    return new ContactsSynced(
        Set.of(new Address(peer)),
        true,
        Optional.empty(),
        Optional.of(true),
        Set.of(),
        Optional.empty());
  }
}
