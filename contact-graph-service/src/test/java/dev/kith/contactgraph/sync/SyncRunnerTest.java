package dev.kith.contactgraph.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.SyncProgress;
import dev.kith.contactgraph.streams.Decided;
import dev.kith.contactgraph.streams.Graph;
import dev.kith.contactgraph.streams.Heard;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.contactgraph.sync.ContactRequest.Options;
import dev.kith.contactgraph.topology.ContactGraphTopology;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.Rule;
import dev.kith.domain.Sync;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncRunnerTest {

  private static final Options CONTACT = new Options(Optional.of(true), Optional.empty(), Set.of());
  private static final Options NO_CONTACT =
      new Options(Optional.of(false), Optional.empty(), Set.of());

  private final Decided decided = new Decided();
  private TopologyRun run =
      new TopologyRun(new ContactGraphTopology(new Heard(), decided, Graph.BUDGET, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void only_what_differs_is_written() {
    decided.journal(run, "alice", Graph.contact("bob"));

    send(now("one", CONTACT, "bob", "carol"));

    assertThat(peersWritten()).containsExactly(Set.of("carol"));
  }

  @Test
  void a_sync_repeated_before_the_first_is_folded_writes_nothing() {
    send(now("one", CONTACT, "bob", "carol"));
    send(now("two", CONTACT, "bob", "carol"));

    assertThat(peersWritten()).containsExactly(Set.of("bob", "carol"));

    decided.foldAll(run);
    send(now("three", CONTACT, "bob", "carol"));

    assertThat(peersWritten()).isEmpty();
    assertThat(progress("three").getWritten()).isZero();
  }

  @Test
  void a_sync_that_follows_at_once_has_the_last_word() {
    send(now("one", CONTACT, "bob"));
    send(now("two", NO_CONTACT, "bob"));
    decided.foldAll(run);

    assertThat(isContact("bob")).isFalse();
  }

  @Test
  void what_was_decided_before_the_owner_changed_it_undoes_nothing() {
    decided.journal(run, "alice", Graph.block("carol"));
    send(now("one", CONTACT, "bob"));
    var late = decided.waiting().getFirst();
    decided.foldAll(run);
    decided.journal(run, "alice", noContact("bob"));

    run.journal("alice", late.event(), late.id());

    assertThat(isContact("bob")).isFalse();
  }

  @Test
  void a_sync_is_done_when_its_events_are_folded_and_its_questions_answered() {
    send(now("one", CONTACT, "bob", "carol"));
    assertThat(progress("one").getState().name()).isEqualTo("RUNNING");

    decided.foldAll(run);

    var done = progress("one");
    assertThat(done.getState().name()).isEqualTo("DONE");
    assertThat(done.getWritten()).isEqualTo(2);
    assertThat(done.getMatched()).isZero();
  }

  @Test
  void unknown_hidden_and_blocking_ones_are_not_found() {
    Stream.of("bob", "carol", "dave").forEach(peer -> decided.journal(run, peer, named(peer)));
    decided.journal(run, "carol", hiding());
    decided.journal(run, "dave", Graph.block("alice"));

    send(now("one", CONTACT, "bob", "carol", "dave", "erin"));

    assertThat(progress("one").getMatched()).isEqualTo(1);
  }

  @Test
  void what_is_queued_waits_and_then_goes_in_the_order_in_which_it_came() {
    send(queued("one", CONTACT, "bob"));
    send(queued("two", NO_CONTACT, "bob"));
    send(queued("three", CONTACT, "carol"));
    assertThat(decided.waiting()).isEmpty();
    assertThat(progress("one").getState().name()).isEqualTo("QUEUED");

    send(now("flush", CONTACT));
    decided.foldAll(run);

    assertThat(isContact("bob")).isFalse();
    assertThat(isContact("carol")).isTrue();
    assertThat(stages()).containsOnly(Sync.Stage.DONE).hasSize(4);
  }

  @Test
  void what_runs_now_comes_after_what_was_queued_before() {
    send(queued("one", CONTACT, "bob"));

    send(now("two", NO_CONTACT, "bob"));
    decided.foldAll(run);

    assertThat(isContact("bob")).isFalse();
  }

  @Test
  void what_is_queued_after_a_flush_waits_for_the_next() {
    send(queued("one", CONTACT, "bob"));
    send(now("flush", CONTACT));
    send(queued("two", CONTACT, "carol"));
    decided.foldAll(run);

    assertThat(isContact("bob")).isTrue();
    assertThat(isContact("carol")).isFalse();
  }

  @Test
  void a_rebuild_writes_nothing_and_knows_the_queue() {
    run.close();
    run =
        new TopologyRun(
            new ContactGraphTopology(new Heard(), decided, Graph.BUDGET, 1),
            (topic, _) -> topic.equals(Topics.CONTACT_REQUESTS.name()) ? 2 : -1);
    send(now("one", CONTACT, "bob"));
    send(queued("two", CONTACT, "carol"));
    send(now("three", CONTACT, "dave"));
    assertThat(decided.waiting()).isEmpty();
    assertThat(run.out(Topics.SYNCS)).isEmpty();

    send(now("four", CONTACT, "erin"));

    assertThat(peersWritten()).containsExactly(Set.of("erin"));
  }

  private void send(Chunk chunk) {
    run.record(Topics.CONTACT_REQUESTS, "alice", RequestCodec.write(chunk));
  }

  private static Chunk now(String id, Options options, String... peers) {
    return chunk(id, options, true, peers);
  }

  private static Chunk queued(String id, Options options, String... peers) {
    return chunk(id, options, false, peers);
  }

  private static Chunk chunk(String id, Options options, boolean now, String... peers) {
    var addresses = Stream.of(peers).map(Address::new).toList();
    return new Chunk(id, 0, 1, addresses, options, now, "alice", peers.length, List.of(), 0, false);
  }

  private static RelationEvent noContact(String peer) {
    return new ContactsSynced(
        Set.of(new Address(peer)),
        false,
        Optional.of(false),
        Optional.empty(),
        Set.of(),
        Optional.empty());
  }

  private static ProfileChanged named(String name) {
    return new ProfileChanged(
        Optional.empty(),
        ProfileChanged.Mode.REPLACE,
        new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>()),
        Set.of());
  }

  private static PrivacyChanged hiding() {
    return new PrivacyChanged(
        Optional.empty(),
        new dev.kith.domain.PrivacyRules(
            new TreeMap<>(Map.of("discovery", List.of(Rule.DENY_EVERYONE)))));
  }

  private List<Set<String>> peersWritten() {
    return decided.waiting().stream()
        .map(one -> ((ContactsSynced) one.event()).peers())
        .map(peers -> Set.copyOf(peers.stream().map(Address::text).toList()))
        .toList();
  }

  private boolean isContact(String peer) {
    return dev.kith.kit.stores.RelationStore.read(
            run.store("relations"), new Address("alice"), new Address(peer))
        .own()
        .contact();
  }

  private List<Sync.Stage> stages() {
    return SyncStore.all(run.store(SyncStore.NAME), new Address("alice")).stream()
        .map(Sync::stage)
        .toList();
  }

  /** The latest published progress of a sync. */
  private SyncProgress progress(String id) {
    return run.out(Topics.SYNCS).stream()
        .map(out -> (SyncProgress) out.value())
        .filter(told -> told.getSyncId().equals(id))
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
