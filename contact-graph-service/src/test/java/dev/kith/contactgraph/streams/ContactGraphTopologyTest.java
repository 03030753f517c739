package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.ContactMirror;
import dev.kith.avro.RelationState;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.Refusal;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * On the one partition of a test, mirrors come back to where they were sent from, so that each half
 * shows in the relations of both.
 */
class ContactGraphTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

  private final Heard verdicts = new Heard();
  private TopologyRun run = new TopologyRun(new ContactGraphTopology(verdicts, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_block_goes_to_the_peers_partition_and_into_the_relations_of_both() {
    run.journal("alice", block("bob"));

    assertThat(mirrors()).containsExactly("bob|alice blocked at 0");
    assertThat(relations())
        .containsExactly(
            "alice|bob own blocked at 0, mirror none", "bob|alice own none, mirror blocked at 0");
  }

  @Test
  void what_the_peer_holds_becomes_the_other_half_and_is_not_mirrored_back() {
    run.journal("alice", contact("bob"));
    mirrors();
    relations();

    run.mirror("bob", "alice", blockedAt(7));

    assertThat(mirrors()).isEmpty();
    assertThat(relations()).containsExactly("alice|bob own contact at 0, mirror blocked at 7");
  }

  @Test
  void a_mirror_that_brings_nothing_new_issues_nothing() {
    run.mirror("bob", "alice", blockedAt(7));
    relations();

    run.mirror("bob", "alice", blockedAt(7));
    run.mirror("bob", "alice", HalfEdge.NONE);

    assertThat(relations()).isEmpty();
    assertThat(mirrors()).isEmpty();
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

    assertThat(mirrors())
        .containsExactlyInAnyOrder("bob|alice contact at 0", "carol|alice contact at 0");
    assertThat(relations()).hasSize(4);
    assertThat(verdicts.heard).isEmpty();
  }

  @Test
  void an_automatic_sync_that_changes_nothing_issues_nothing() {
    run.journal("alice", contact("bob"));
    mirrors();
    relations();

    run.journal("alice", automatic("bob"));

    assertThat(mirrors()).isEmpty();
    assertThat(relations()).isEmpty();
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
    mirrors();
    relations();

    run.journal(
        "alice",
        new ContactBlocked(Optional.of(new Position(0, 9)), new Address("bob")),
        "too late");
    run.journal(
        "alice", new ContactBlocked(Optional.of(Position.NONE), new Address("bob")), "once more");

    assertThat(verdicts.of("too late").refusal()).contains(Refusal.VERSION_MOVED);
    assertThat(verdicts.of("once more").refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(mirrors()).isEmpty();
    assertThat(relations()).isEmpty();
  }

  @Test
  void what_is_about_a_profile_is_none_of_its_business() {
    run.journal("alice", new ProfileDeleted(Optional.empty()), "deletion");

    assertThat(relations()).isEmpty();
    assertThat(verdicts.heard).isEmpty();
  }

  @Test
  void what_cannot_be_read_on_either_topic_becomes_a_dead_letter_and_the_rest_goes_on() {
    run.raw(Topics.JOURNAL, "alice".getBytes(UTF_8), "garbage".getBytes(UTF_8));
    run.raw(Topics.CONTACT_MIRRORS, "alice|bob".getBytes(UTF_8), "garbage".getBytes(UTF_8));
    run.raw(Topics.CONTACT_MIRRORS, "alice|bob".getBytes(UTF_8), null);
    run.raw(Topics.CONTACT_MIRRORS, null, "garbage".getBytes(UTF_8));
    run.journal("alice", block("alice"));
    run.journal("alice", block("bob"));

    var letters = run.deadLetters();
    assertThat(letters)
        .extracting(letter -> header(letter, "kith_topic") + " " + header(letter, "kith_offset"))
        .containsExactly(
            "kith.journal 0",
            "kith.contact-mirrors 0",
            "kith.contact-mirrors 1",
            "kith.contact-mirrors 2",
            "kith.journal 1");
    assertThat(header(letters.getFirst(), "kith_service")).isEqualTo("contact-graph-service");
    assertThat(header(letters.getFirst(), "kith_partition")).isEqualTo("0");
    assertThat(header(letters.getFirst(), "kith_reason")).isEqualTo("wrong-magic-byte");
    assertThat(relations()).startsWith("alice|bob own blocked at 2, mirror none");
  }

  @Test
  void a_mirror_belongs_where_its_first_address_lives() {
    run.close();
    run = new TopologyRun(new ContactGraphTopology(verdicts, 4));

    run.mirror("bob", "alice", blockedAt(7));

    assertThat(header(run.deadLetters().getFirst(), "kith_detail")).contains("Wrong partition");
    assertThat(relations()).isEmpty();
  }

  @Test
  void a_rebuild_is_silent_until_both_topics_have_caught_up_and_then_issues_each_entry_once() {
    run.close();
    run = new TopologyRun(new ContactGraphTopology(verdicts, 1), (topic, partition) -> 1);

    run.journal("alice", contact("bob"));
    run.journal("alice", block("bob"));
    run.mirror("carol", "alice", blockedAt(7));
    run.pass(Duration.ofSeconds(1));
    assertThat(mirrors()).isEmpty();
    assertThat(relations()).isEmpty();

    run.mirror("bob", "alice", blockedAt(8));
    run.pass(Duration.ofSeconds(1));
    run.pass(Duration.ofSeconds(1));
    assertThat(mirrors()).containsExactly("bob|alice contact blocked at 1");
    assertThat(relations())
        .containsExactly(
            "alice|bob own contact blocked at 1, mirror blocked at 8",
            "alice|carol own none, mirror blocked at 7",
            "bob|alice own none, mirror contact blocked at 1");

    run.journal("alice", block("carol"));
    assertThat(mirrors()).containsExactly("carol|alice blocked at 2");
  }

  /**
   * Changelogs and state are kept under these names: renew with {@code -Dgolden=renew}, and say in
   * the commit why.
   */
  @Test
  void the_topology_is_the_one_that_was_agreed_on() throws IOException {
    var described = TopologyRun.describe(new ContactGraphTopology(verdicts, 4));
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  private List<String> mirrors() {
    return run.out(Topics.CONTACT_MIRRORS).stream()
        .map(out -> out.key() + " " + text(((ContactMirror) out.value()).getHalfEdge()))
        .toList();
  }

  private List<String> relations() {
    return run.out(Topics.RELATIONS).stream()
        .map(out -> {
          var state = (RelationState) out.value();
          return "%s own %s, mirror %s"
              .formatted(out.key(), text(state.getOwn()), text(state.getMirror()));
        })
        .toList();
  }

  private static String text(dev.kith.avro.@Nullable HalfEdge half) {
    if (half == null) {
      return "none";
    }
    return (half.getContact() ? "contact " : "")
        + (half.getBlocked() ? "blocked " : "")
        + "at "
        + half.getPosition().getOffset();
  }

  private static ContactBlocked block(String peer) {
    return new ContactBlocked(Optional.empty(), new Address(peer));
  }

  private static ContactChanged contact(String peer) {
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(true),
        Optional.of(false),
        Optional.empty(),
        Optional.empty());
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

  private static HalfEdge blockedAt(long offset) {
    return new HalfEdge(
        new Position(0, offset), false, Choice.UNSET, false, true, false, new TreeSet<>());
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  /** Remembers what the fold said. */
  private static final class Heard extends Verdicts {
    private final Map<String, Verdict<?>> heard = new HashMap<>();

    @Override
    public void settle(String eventId, Verdict<?> verdict) {
      heard.put(eventId, verdict);
    }

    Verdict<?> of(String eventId) {
      return Objects.requireNonNull(heard.get(eventId));
    }
  }
}
