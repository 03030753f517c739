package dev.kith.profile.streams;

import static dev.kith.profile.streams.Changes.change;
import static dev.kith.profile.streams.Changes.replacing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.ProfileState;
import dev.kith.domain.Address;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.Presence;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.Refusal;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.profile.cache.ProfileCache;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfileTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

  private static final HistoryBounds BOUNDS = new HistoryBounds(3, Duration.ofDays(90));

  private final Heard verdicts = new Heard();
  private TopologyRun run =
      new TopologyRun(new ProfileTopology(verdicts, BOUNDS, new ProfileCache(0), 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void each_change_issues_the_whole_profile_under_its_address() {
    run.journal("alice", change(Mode.MERGE, "Alice", null));
    run.journal("alice", change(Mode.PATCH, null, "out"));

    assertThat(issued()).containsExactly("alice Alice/null at 0", "alice Alice/out at 1");
  }

  @Test
  void what_the_notifier_told_last_of_somebody_is_kept_and_issues_nothing() {
    var then = Instant.parse("2026-11-21T10:15:30Z");
    var alice = new Address("alice");
    run.record(Topics.PRESENCE, "alice", new dev.kith.avro.Presence("alice", true, then));
    run.record(Topics.PRESENCE, "alice", new dev.kith.avro.Presence("alice", false, then));

    assertThat(PresenceStore.read(run.store(PresenceStore.NAME), alice))
        .isEqualTo(new Presence(false, then));
    assertThat(PresenceStore.read(run.store(PresenceStore.NAME), new Address("bob")))
        .isEqualTo(Presence.NONE);
    assertThat(issued()).isEmpty();
  }

  @Test
  void settings_are_folded_for_what_others_are_shown() {
    run.journal(
        "alice",
        new SettingsChanged(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(LastSeen.COARSE)));

    var settings = SettingsStore.read(run.store(SettingsStore.NAME), new Address("alice"));
    assertThat(settings.lastSeen()).isEqualTo(LastSeen.COARSE);
  }

  @Test
  void a_deletion_issues_the_profile_as_deleted() {
    run.journal("alice", change(Mode.MERGE, "Alice", null));
    run.out(Topics.PROFILES);

    run.journal("alice", new ProfileDeleted(Optional.empty()));

    var state = (ProfileState) run.out(Topics.PROFILES).getFirst().value();
    assertThat(state.getLifecycle()).isEqualTo(dev.kith.avro.Lifecycle.DELETED);
    assertThat(state.getName()).isNull();
  }

  @Test
  void an_accepted_event_gets_the_profile_afterwards_as_its_verdict() {
    run.journal("alice", change(Mode.MERGE, "Alice", null), "first");

    var verdict = verdicts.of("first");
    assertThat(verdict.at()).isEqualTo(new Position(0, 0));
    assertThat(verdict.refusal()).isEmpty();
    assertThat(((Profile) verdict.state()).fields().name()).contains("Alice");
  }

  @Test
  void a_refused_event_issues_nothing_and_its_verdict_says_why() {
    run.journal("alice", change(Mode.MERGE, "Alice", null));
    run.out(Topics.PROFILES);

    run.journal("alice", replacing(new Position(0, 7), "Mallory"), "too late");
    run.journal("alice", replacing(Position.NONE, "Mallory"), "once more");
    run.journal("bob", change(Mode.PATCH, "Bob", null), "of nobody");

    assertThat(run.out(Topics.PROFILES)).isEmpty();
    assertThat(verdicts.of("too late").refusal()).contains(Refusal.VERSION_CONFLICT);
    assertThat(verdicts.of("once more").refusal()).contains(Refusal.ALREADY_EXISTS);
    assertThat(verdicts.of("of nobody").refusal()).contains(Refusal.NOT_FOUND);
  }

  @Test
  void a_relation_is_folded_without_a_word() {
    run.journal("alice", new ContactBlocked(Optional.empty(), new Address("bob")), "block");

    assertThat(run.out(Topics.PROFILES)).isEmpty();
    assertThat(verdicts.heard).isEmpty();
  }

  @Test
  void what_cannot_be_read_becomes_a_dead_letter_and_the_rest_goes_on() {
    run.raw(Topics.JOURNAL, "alice".getBytes(UTF_8), "garbage".getBytes(UTF_8));
    run.raw(Topics.JOURNAL, null, "garbage".getBytes(UTF_8));
    run.raw(Topics.JOURNAL, "alice".getBytes(UTF_8), null);
    run.journal("alice", change(Mode.MERGE, "Alice", null));

    var letters = run.deadLetters();
    assertThat(letters).hasSize(3);
    assertThat(letters.get(0).value()).isEqualTo("garbage".getBytes(UTF_8));
    assertThat(header(letters.get(0), "kith_service")).isEqualTo("profile-service");
    assertThat(header(letters.get(0), "kith_topic")).isEqualTo("kith.journal");
    assertThat(header(letters.get(0), "kith_partition")).isEqualTo("0");
    assertThat(header(letters.get(0), "kith_offset")).isEqualTo("0");
    assertThat(header(letters.get(0), "kith_reason")).isEqualTo("wrong-magic-byte");
    assertThat(header(letters.get(1), "kith_detail")).contains("no key");
    assertThat(header(letters.get(2), "kith_offset")).isEqualTo("2");
    assertThat(issued()).containsExactly("alice Alice/null at 3");
  }

  @Test
  void a_record_in_a_partition_that_is_not_its_owners_becomes_a_dead_letter() {
    run.close();
    run = new TopologyRun(new ProfileTopology(verdicts, BOUNDS, new ProfileCache(0), 4));

    run.journal("alice", change(Mode.MERGE, "Alice", null));

    assertThat(header(run.deadLetters().getFirst(), "kith_detail")).contains("Wrong partition");
    assertThat(run.out(Topics.PROFILES)).isEmpty();
  }

  @Test
  void a_rebuild_is_silent_until_it_has_caught_up_and_then_issues_each_profile_once() {
    run.close();
    run =
        new TopologyRun(
            new ProfileTopology(verdicts, BOUNDS, new ProfileCache(0), 1), (topic, partition) -> 3);

    run.journal("alice", change(Mode.MERGE, "Alice", null));
    run.journal("bob", change(Mode.MERGE, "Bob", null));
    run.raw(Topics.JOURNAL, "alice".getBytes(UTF_8), "garbage".getBytes(UTF_8));
    run.pass(Duration.ofSeconds(1));
    assertThat(run.out(Topics.PROFILES)).isEmpty();

    run.journal("alice", change(Mode.PATCH, null, "out"));
    run.pass(Duration.ofSeconds(1));
    run.pass(Duration.ofSeconds(1));
    assertThat(issued()).containsExactly("alice Alice/out at 3", "bob Bob/null at 1");
    assertThat(run.deadLetters()).isEmpty();

    run.journal("alice", change(Mode.PATCH, null, "back"));
    assertThat(issued()).containsExactly("alice Alice/back at 4");
  }

  /**
   * Changelogs and state stores depend on these names. Renew the golden file with {@code
   * -Dgolden=renew}, and explain the change in the commit.
   */
  @Test
  void the_topology_is_the_one_that_was_agreed_on() throws IOException {
    var described =
        TopologyRun.describe(new ProfileTopology(verdicts, BOUNDS, new ProfileCache(0), 4));
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  private List<String> issued() {
    return run.out(Topics.PROFILES).stream().map(ProfileTopologyTest::line).toList();
  }

  private static String line(TopologyRun.Out out) {
    var state = (ProfileState) out.value();
    return "%s %s/%s at %d"
        .formatted(out.key(), state.getName(), state.getStatus(), state.getPosition().getOffset());
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  /** Recorder of the verdicts of a fold. */
  private static final class Heard extends Verdicts {
    private final Map<String, Verdict<?>> heard = new HashMap<>();

    Heard() {
      super(new WaitingRequests());
    }

    @Override
    public void settle(String eventId, Verdict<?> verdict) {
      heard.put(eventId, verdict);
    }

    Verdict<?> of(String eventId) {
      return Objects.requireNonNull(heard.get(eventId));
    }
  }
}
