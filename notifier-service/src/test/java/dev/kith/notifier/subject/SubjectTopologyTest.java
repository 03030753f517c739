package dev.kith.notifier.subject;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.replica.EventTime;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bob and carol belong to delivery partition 2 of 4, eve to 0, alice and group:42 to 1. */
class SubjectTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/subject-topology.txt");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final SubjectRun run = new SubjectRun();

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_profile_goes_to_its_owner_and_to_the_partitions_that_follow() {
    run.topology.journal("alice", Events.named("Alice"));
    assertThat(partitions(run.written(), SubjectChanged.class)).containsExactly(1);
    run.topology.mirror("bob", "alice", Events.subscribed(1));
    run.topology.mirror("carol", "alice", Events.subscribed(1));
    run.topology.mirror("eve", "alice", Events.half(1, Choice.NO, false));
    run.written();

    run.topology.journal("alice", Events.status("out"));

    var written = run.written();
    assertThat(partitions(written, SubjectChanged.class)).containsExactly(1, 2);
    assertThat(written)
        .hasSize(2)
        .allSatisfy(it -> {
          assertThat(it.subject()).isEqualTo(new Address("alice"));
          assertThat(content(it.record()).profile().fields().status()).contains("out");
          assertThat(it.record().need()).isEqualTo(1);
          assertThat(it.record().half()).isEqualTo(-1);
        });
  }

  @Test
  void a_group_does_not_follow_itself() {
    run.topology.journal("group:42", Events.named("Choir"));
    assertThat(run.written()).isEmpty();

    run.topology.mirror("bob", "group:42", Events.subscribed(1));
    run.topology.journal("group:42", Events.status("singing"));

    assertThat(run.written()).extracting(SubjectRun.Written::partition).containsExactly(2, 2);
  }

  @Test
  void a_refused_event_is_not_written() {
    run.topology.journal("alice", new ProfileDeleted(Optional.empty()));

    assertThat(run.written()).isEmpty();
  }

  @Test
  void a_deletion_goes_to_all_partitions_that_followed_once() {
    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("bob", "alice", Events.subscribed(1));
    run.topology.mirror("bob", "alice", Events.half(2, Choice.NO, false));
    run.written();

    run.topology.journal("alice", new ProfileDeleted(Optional.empty()));

    var written = run.written();
    assertThat(partitions(written, SubjectChanged.class)).containsExactly(1, 2);
    assertThat(content(written.getFirst().record()).profile().lifecycle())
        .isEqualTo(Lifecycle.DELETED);
  }

  @Test
  void a_mirror_before_the_profile_makes_its_partition_follow() {
    run.topology.mirror("bob", "alice", Events.subscribed(1), Optional.of(NOON));
    var mirror = run.written(FollowerHalfChanged.class).getFirst();
    assertThat(mirror.user()).isEqualTo(new Address("bob"));
    assertThat(mirror.content()).isPresent();
    assertThat(mirror.pair().follower().since()).isEqualTo(NOON);

    run.topology.journal("alice", Events.named("Alice"));

    var written = run.written();
    assertThat(partitions(written, SubjectChanged.class)).containsExactly(1, 2);
    assertThat(content(written.getFirst().record()).appeared()).isAfter(NOON);
  }

  @Test
  void a_mirror_after_the_profile_carries_the_content_if_the_user_follows() {
    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("bob", "alice", Events.subscribed(1));
    run.topology.mirror("bob", "alice", Events.half(2, Choice.NO, false));

    assertThat(run.written(FollowerHalfChanged.class))
        .extracting(changed -> changed.content().isPresent())
        .containsExactly(true, false);
  }

  @Test
  void a_mirror_that_is_not_newer_is_not_written() {
    run.topology.mirror("bob", "alice", Events.subscribed(2), Optional.of(NOON));
    run.written();

    run.topology.mirror("bob", "alice", Events.subscribed(2), Optional.of(NOON));
    run.topology.mirror("bob", "alice", Events.half(1, Choice.NO, false));

    assertThat(run.written()).isEmpty();
  }

  @Test
  void mirrors_in_one_record_are_folded_like_single_ones() {
    var halves = new TreeMap<Address, HalfEdge>();
    halves.put(new Address("alice"), Events.subscribed(5));
    halves.put(new Address("carol"), Events.subscribed(5));
    halves.put(new Address("group:42"), Events.half(5, Choice.NO, true));
    List<SubjectRun.Written> single;
    try (var other = new SubjectRun()) {
      var topology = prepared(other).topology;
      halves.forEach(
          (subject, half) -> topology.mirror("bob", subject.text(), half, Optional.of(NOON)));
      single = other.written();
    }

    prepared(run).topology.mirrors("bob", halves, Optional.of(NOON));

    var written = run.written();
    assertThat(written)
        .extracting(SubjectRun.Written::subject)
        .containsExactly(new Address("alice"), new Address("group:42"));
    assertThat(written).isEqualTo(single);
    assertThat(run.topology.deadLetters()).isEmpty();
  }

  /** A group has a name, and carol has a newer mirror of bob than all that come later. */
  private static SubjectRun prepared(SubjectRun run) {
    run.topology.journal("group:42", Events.named("Choir"));
    run.topology.mirror("bob", "carol", Events.half(6, Choice.NO, false), Optional.of(NOON));
    run.written();
    return run;
  }

  @Test
  void times_of_both_halves_are_kept_while_they_stay() {
    run.topology.journal("alice", Events.contact("bob", false, true));
    run.topology.mirror("bob", "alice", Events.subscribed(1), Optional.of(NOON));
    var announced = run.written(FollowerHalfChanged.class).getFirst().pair().owner().since();
    assertThat(announced).isAfter(NOON);

    run.topology.mirror("bob", "alice", Events.subscribed(2), Optional.of(Instant.now()));
    run.topology.mirror("bob", "alice", Events.half(3, Choice.UNSET, false));
    run.topology.mirror("bob", "alice", Events.subscribed(4), Optional.of(NOON.plusSeconds(1)));

    var pairs =
        run.written(FollowerHalfChanged.class).stream().map(FollowerHalfChanged::pair).toList();
    assertThat(pairs)
        .extracting(pair -> pair.follower().since())
        .containsExactly(NOON, Instant.EPOCH, NOON.plusSeconds(1));
    assertThat(pairs).extracting(pair -> pair.owner().since()).containsOnly(announced);
  }

  @Test
  void a_block_goes_to_the_partition_of_the_blocked_though_nobody_follows_there() {
    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("eve", "alice", Events.subscribed(1));
    run.written();

    run.topology.journal("alice", new ContactBlocked(Optional.empty(), new Address("bob")));
    run.topology.journal("alice", Events.contact("carol", true, false));
    run.topology.journal("alice", Events.status("out"));

    var written = run.written();
    assertThat(written).extracting(SubjectRun.Written::partition).containsExactly(2, 2, 0, 1);
    var block = (OwnerHalfChanged) written.getFirst().record();
    assertThat(block.owners())
        .hasEntrySatisfying(new Address("bob"), half -> assertThat(half.edge().blocked()).isTrue());
    assertThat(block.content()).isEmpty();
    assertThat(block.before()).isEqualTo(-1);
    assertThat(((OwnerHalfChanged) written.get(1).record()).before()).isEqualTo(block.half());
    assertThat(written.get(2).record().half()).isEqualTo(-1);
  }

  @Test
  void a_sync_of_500_peers_is_one_record_for_each_partition() {
    var peers = IntStream.range(0, 500).mapToObj(number -> new Address("peer" + number));
    var event = sync(peers.collect(toSet()), Set.of("work"));

    run.topology.journal("alice", event);

    var written = run.written();
    assertThat(partitions(written, OwnerHalfChanged.class)).containsExactly(0, 1, 2, 3);
    assertThat(
            written.stream()
                .flatMap(it -> ((OwnerHalfChanged) it.record()).owners().keySet().stream()))
        .containsExactlyInAnyOrderElementsOf(event.peers());
    assertThat(written)
        .allSatisfy(it ->
            assertThat(((OwnerHalfChanged) it.record()).owners().keySet())
                .allMatch(user -> SubjectRun.PARTITIONS.of(user) == it.partition()));
  }

  @Test
  void a_record_has_the_time_of_its_event() {
    run.topology.journal("alice", Events.named("Alice"));
    run.topology.mirror("bob", "alice", Events.subscribed(1));

    assertThat(run.topology.headers(Topics.FANOUT))
        .hasSize(2)
        .allMatch(headers -> EventTime.of(headers) != EventTime.NONE);
  }

  /** Stores are kept under these names. {@code -Dgolden=renew} renews the golden file. */
  @Test
  void the_topology_equals_the_golden_file() throws IOException {
    var described = TopologyRun.describe(new SubjectsAlone(SubjectRun.PARTITIONS, List.of()));
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  private static ContactsSynced sync(Set<Address> peers, Set<String> labels) {
    return new ContactsSynced(
        peers, false, Optional.of(true), Optional.of(true), labels, Optional.empty());
  }

  private static List<Integer> partitions(
      List<SubjectRun.Written> written, Class<? extends FanOutRecord> type) {
    assertThat(written).extracting(SubjectRun.Written::record).hasOnlyElementsOfType(type);
    return written.stream().map(SubjectRun.Written::partition).sorted().toList();
  }

  private static Content content(FanOutRecord record) {
    return record.content().orElseThrow();
  }
}
