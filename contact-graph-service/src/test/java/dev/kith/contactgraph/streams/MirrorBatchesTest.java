package dev.kith.contactgraph.streams;

import static dev.kith.contactgraph.streams.Graph.contact;
import static dev.kith.contactgraph.streams.Graph.header;
import static dev.kith.contactgraph.streams.Graph.mirrored;
import static dev.kith.contactgraph.streams.Graph.mirrors;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.ContactMirror;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Keys;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorBatchesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** Those of two; the run is about the first. */
  private static final int PARTITIONS = 2;

  private static final Address ALICE = new Address(at(0, 0));
  private static final List<String> HERE = List.of(at(0, 1), at(0, 2), at(0, 3));
  private static final List<String> THERE = List.of(at(1, 10), at(1, 11));

  @Test
  void a_sync_is_one_record_for_each_partition_and_is_folded_like_a_record_for_each_peer() {
    var peers = new TreeSet<>(HERE);
    peers.addAll(THERE);
    List<TopologyRun.Out> batches;
    try (var run = run(PARTITIONS)) {
      run.journal(ALICE.text(), sync(peers, Set.of()));
      batches = run.out(Topics.CONTACT_MIRRORS);
    }

    assertThat(batches)
        .<SortedSet<Address>>extracting(batch -> new TreeSet<>(halves(batch).keySet()))
        .containsExactly(addresses(HERE), addresses(THERE));
    try (var together = run(1);
        var single = run(1)) {
      batches.forEach(batch -> together.record(Topics.CONTACT_MIRRORS, batch.key(), batch.value()));
      for (var batch : batches) {
        halves(batch).forEach((peer, half) -> single.mirror(ALICE.text(), peer.text(), half));
      }

      assertThat(relations(together)).hasSize(peers.size()).isEqualTo(relations(single));
      assertThat(together.deadLetters()).isEmpty();
    }
  }

  @Test
  void a_peer_who_is_alone_in_a_partition_gets_the_key_of_a_single_mirror() {
    try (var run = run(PARTITIONS)) {
      run.journal(ALICE.text(), sync(Set.of(HERE.get(0), HERE.get(1), THERE.getFirst()), Set.of()));

      assertThat(run.out(Topics.CONTACT_MIRRORS))
          .extracting(TopologyRun.Out::key)
          .containsExactly(
              addresses(HERE.subList(0, 2)).first() + "|" + ALICE + "|0:0",
              THERE.getFirst() + "|" + ALICE);
    }
  }

  @Test
  void a_batch_with_a_peer_of_another_partition_is_a_dead_letter() {
    var halves = new TreeMap<Address, HalfEdge>();
    HERE.forEach(peer -> halves.put(new Address(peer), contactAt(7)));
    try (var run = run(PARTITIONS)) {
      run.mirrors(ALICE.text(), halves, Optional.of(NOON));
      assertThat(run.deadLetters()).isEmpty();
      var before = relations(run);

      THERE.forEach(peer -> halves.put(new Address(peer), contactAt(8)));
      var misplaced = halves.entrySet().iterator().next().getKey();
      assertThat(HERE).as("the key alone is placed well").contains(misplaced.text());
      run.mirrors(ALICE.text(), halves, Optional.of(NOON));

      assertThat(run.deadLetters())
          .extracting(letter -> header(letter, "kith_detail"))
          .containsExactly("Wrong partition: one of the half-edges belongs to 1");
      assertThat(relations(run)).hasSize(HERE.size()).isEqualTo(before);
    }
  }

  @Test
  void a_batch_under_the_key_of_a_single_mirror_is_a_dead_letter() {
    var halves = new TreeMap<Address, HalfEdge>();
    HERE.forEach(peer -> halves.put(new Address(peer), contactAt(7)));
    var value = MirrorCodec.write(ALICE, halves, Optional.empty());
    try (var run = run(1)) {
      run.record(Topics.CONTACT_MIRRORS, halves.firstKey() + "|" + ALICE, value);

      assertThat(run.deadLetters()).hasSize(1);
      assertThat(relations(run)).isEmpty();
    }
  }

  @Test
  void a_later_mirror_stays_when_an_earlier_batch_arrives_after_it() {
    var halves = new TreeMap<Address, HalfEdge>();
    halves.put(new Address("bob"), contactAt(7));
    halves.put(new Address("carol"), contactAt(7));
    try (var run = run(1)) {
      run.mirror("alice", "bob", Graph.blockedAt(8));
      run.mirrors("alice", halves, Optional.of(NOON));

      assertThat(mirrored(run, "bob", "alice")).isEqualTo("blocked at 8");
      assertThat(mirrored(run, "carol", "alice")).isEqualTo("contact at 7");
    }
  }

  @Test
  void the_largest_sync_is_several_records_that_readers_accept() {
    var wire = new WireFormat(new RegistryInMemory());
    var peers =
        IntStream.range(0, Limits.PEERS)
            .mapToObj(number -> "%03d".formatted(number) + "p".repeat(125))
            .toList();
    var owner = "o".repeat(Address.LONGEST);
    try (var run = run(1)) {
      for (var number = 0; number < peers.size(); number++) {
        run.journal(owner, labelled(peers.get(number), number));
      }
      assertThat(run.out(Topics.CONTACT_MIRRORS)).hasSize(Limits.PEERS);

      run.journal(owner, sync(Set.copyOf(peers), Set.of("z".repeat(64))));

      var batches = run.out(Topics.CONTACT_MIRRORS);
      assertThat(batches)
          .hasSizeGreaterThan(1)
          .allSatisfy(batch ->
              assertThat(wire.write(Topics.CONTACT_MIRRORS, batch.value()).length)
                  .isLessThanOrEqualTo(Topics.CONTACT_MIRRORS.largestValue()));
      assertThat(batches).extracting(TopologyRun.Out::key).doesNotHaveDuplicates();
      assertThat(run.deadLetters()).isEmpty();
      for (var peer : peers) {
        var relation = relation(run, peer, owner);
        assertThat(relation.mirror()).isEqualTo(relation(run, owner, peer).own());
        assertThat(relation.mirror().labels()).hasSize(Limits.LABELS);
      }
    }
  }

  @Test
  void a_sync_with_the_same_labels_for_all_is_one_record_however_many_labels_there_are() {
    try (var run = run(1)) {
      var peers = IntStream.range(0, Limits.PEERS).mapToObj(number -> "peer" + number).toList();

      run.journal("alice", sync(Set.copyOf(peers), labels(0, Limits.LABELS)));

      assertThat(run.out(Topics.CONTACT_MIRRORS)).hasSize(1);
    }
  }

  @Test
  void peers_whom_a_sync_does_not_change_are_left_out() {
    try (var run = run(1)) {
      run.journal("alice", contact("bob"));
      run.journal("alice", contact("carol"));
      mirrors(run);

      run.journal(
          "alice",
          new ContactsSynced(
              Set.of(new Address("bob"), new Address("carol"), new Address("dave")),
              false,
              Optional.of(true),
              Optional.empty(),
              Set.of("work"),
              Optional.of(new Position(0, 0))));

      assertThat(mirrors(run))
          .containsExactly("bob|alice|0:2 contact at 2 of bob, contact at 2 of dave");
    }
  }

  private static TopologyRun run(int partitions) {
    return new TopologyRun(Graph.topology(new Verdicts(new WaitingRequests()), partitions));
  }

  /** All that is stored, by {@code owner|peer}. */
  private static Map<String, Relation> relations(TopologyRun run) {
    var relations = new HashMap<String, Relation>();
    try (var entries = run.store(StateStores.RELATIONS).all()) {
      entries.forEachRemaining(entry ->
          relations.put(
              Keys.first(entry.key.get()) + "|" + Keys.second(entry.key.get()),
              RelationStore.read(entry.value)));
    }
    return relations;
  }

  private static Relation relation(TopologyRun run, String owner, String peer) {
    var store = run.store(StateStores.RELATIONS);
    return RelationStore.read(store, new Address(owner), new Address(peer));
  }

  private static SortedMap<Address, HalfEdge> halves(TopologyRun.Out batch) {
    return MirrorCodec.read((ContactMirror) batch.value());
  }

  private static ContactsSynced sync(Set<String> peers, Set<String> labels) {
    return new ContactsSynced(
        addresses(peers), false, Optional.of(true), Optional.empty(), labels, Optional.empty());
  }

  private static SortedSet<Address> addresses(Iterable<String> texts) {
    var addresses = new TreeSet<Address>();
    texts.forEach(text -> addresses.add(new Address(text)));
    return addresses;
  }

  /** One label less than there may be; those of two peers differ. */
  private static ContactChanged labelled(String peer, int number) {
    var labels = labels(1, Limits.LABELS - 1);
    labels.add("%03d".formatted(number) + "n".repeat(61));
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(true),
        Optional.empty(),
        Optional.empty(),
        Optional.of(labels));
  }

  private static Set<String> labels(int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(number -> "%02d".formatted(number) + "l".repeat(62))
        .collect(toCollection(HashSet::new));
  }

  private static HalfEdge contactAt(long offset) {
    return new HalfEdge(
        new Position(0, offset), true, Choice.UNSET, false, false, false, new TreeSet<>());
  }

  /** Address number {@code index} of those in a partition, in the order of addresses. */
  private static String at(int partition, int index) {
    return IntStream.range(0, 100)
        .mapToObj("user%02d"::formatted)
        .filter(address ->
            Topics.CONTACT_MIRRORS.partition(address.getBytes(UTF_8), PARTITIONS) == partition)
        .skip(index)
        .findFirst()
        .orElseThrow();
  }
}
