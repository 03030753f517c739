package dev.kith.notifier.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.Update;
import dev.kith.avro.UpdateKind;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Fields;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.Rule;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotifierTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  private TopologyRun run = new TopologyRun(new NotifierTopology(1, KEPT));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_change_goes_to_the_owner_and_to_each_subscriber_whose_view_has_the_field() {
    run.journal("alice", named("Alice"));
    run.mirror("bob", "alice", subscribed(1));
    run.journal("alice", hidingStatusFrom("carol"));
    run.mirror("carol", "alice", subscribed(1));
    run.out(Topics.UPDATES);

    run.journal("alice", status("out"));

    assertThat(told()).containsExactly("alice|alice CHANGED out", "bob|alice CHANGED out");
  }

  @Test
  void a_subject_that_appeared_after_the_subscription_has_joined_though_the_mirror_comes_later() {
    run.journal("alice", named("Alice"));
    run.out(Topics.UPDATES);

    run.mirror("bob", "alice", subscribed(1), Optional.of(Instant.EPOCH));
    run.mirror("bob", "alice", subscribed(2), Optional.of(Instant.EPOCH));

    assertThat(told()).containsExactly("bob|alice JOINED null");
  }

  @Test
  void a_subject_that_was_there_before_the_subscription_has_not_joined() {
    run.journal("alice", named("Alice"));
    run.out(Topics.UPDATES);

    run.mirror("bob", "alice", subscribed(1), Optional.of(LATER));
    run.mirror("carol", "alice", subscribed(1));

    assertThat(told()).containsExactly("bob|alice CHANGED null", "carol|alice CHANGED null");
  }

  @Test
  void a_block_removes_the_entry_and_nothing_follows_it() {
    run.journal("alice", named("Alice"));
    run.mirror("bob", "alice", subscribed(1));
    run.out(Topics.UPDATES);

    run.journal("alice", new ContactBlocked(Optional.empty(), new Address("bob")));
    run.journal("alice", status("free"));

    assertThat(told()).containsExactly("bob|alice REMOVED", "alice|alice CHANGED free");
  }

  @Test
  void a_subscriber_from_before_the_subject_appeared_gets_joined_once() {
    run.mirror("bob", "alice", subscribed(1));

    run.journal("alice", named("Alice"));
    run.journal("alice", status("out"));

    assertThat(told())
        .containsExactly(
            "alice|alice JOINED null",
            "bob|alice JOINED null",
            "alice|alice CHANGED out",
            "bob|alice CHANGED out");
  }

  @Test
  void a_deletion_removes_every_entry() {
    run.journal("alice", named("Alice"));
    run.mirror("bob", "alice", subscribed(1));
    run.out(Topics.UPDATES);

    run.journal("alice", new ProfileDeleted(Optional.empty()));

    assertThat(told()).containsExactly("alice|alice REMOVED", "bob|alice REMOVED");
  }

  @Test
  void an_unchanged_mirror_causes_no_update() {
    run.journal("alice", named("Alice"));
    run.mirror("bob", "alice", subscribed(2));
    run.out(Topics.UPDATES);

    run.mirror("bob", "alice", subscribed(2));
    run.mirror("bob", "alice", HalfEdge.NONE);

    assertThat(told()).isEmpty();
  }

  @Test
  void an_unreadable_record_becomes_a_dead_letter_and_later_ones_are_folded() {
    run.raw(Topics.JOURNAL, "alice".getBytes(UTF_8), "no avro".getBytes(UTF_8));
    run.journal("alice", named("Alice"));

    var letter = run.deadLetters().getFirst();
    assertThat(letter.value()).isEqualTo("no avro".getBytes(UTF_8));
    assertThat(header(letter, "kith_topic")).isEqualTo("kith.journal");
    assertThat(header(letter, "kith_partition")).isEqualTo("0");
    assertThat(header(letter, "kith_offset")).isEqualTo("0");
    assertThat(header(letter, "kith_reason")).isEqualTo("wrong-magic-byte");
    assertThat(told()).containsExactly("alice|alice JOINED null");
  }

  @Test
  void a_rebuild_is_silent_until_it_has_caught_up_and_then_issues_each_entry_once() {
    run.close();
    run =
        new TopologyRun(
            new NotifierTopology(1, KEPT),
            (topic, partition) -> topic.equals("kith.journal") ? 2 : -1);

    run.journal("alice", named("Alice"));
    run.journal("alice", status("one"));
    run.pass(Duration.ofSeconds(1));
    assertThat(told()).isEmpty();

    run.journal("alice", status("two"));
    run.pass(Duration.ofSeconds(1));
    run.pass(Duration.ofSeconds(1));
    assertThat(told()).containsExactly("alice|alice CHANGED two");

    run.journal("alice", status("three"));
    assertThat(told()).containsExactly("alice|alice CHANGED three");
  }

  /**
   * Changelogs and stores are kept under these names. Renew the golden file with {@code
   * -Dgolden=renew}, and give the reason in the commit.
   */
  @Test
  void the_topology_equals_the_golden_file() throws IOException {
    var described = TopologyRun.describe(new NotifierTopology(4, KEPT));
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  private List<String> told() {
    return run.out(Topics.UPDATES).stream()
        .map(out -> {
          var update = (Update) out.value();
          var status =
              update.getKind() == UpdateKind.REMOVED ? "" : " " + update.getView().getStatus();
          return out.key() + " " + update.getKind() + status;
        })
        .toList();
  }

  private static String header(
      org.apache.kafka.streams.test.TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static ProfileChanged named(String name) {
    return changed(
        new Fields(Optional.of(name), Optional.empty(), Optional.empty(), new TreeMap<>()));
  }

  private static ProfileChanged status(String status) {
    return changed(
        new Fields(Optional.empty(), Optional.of(status), Optional.empty(), new TreeMap<>()));
  }

  private static ProfileChanged changed(Fields set) {
    return new ProfileChanged(Optional.empty(), ProfileChanged.Mode.MERGE, set, Set.of());
  }

  private static PrivacyChanged hidingStatusFrom(String viewer) {
    var rules = new TreeMap<String, List<Rule>>();
    rules.put(
        Fields.STATUS,
        List.of(Rule.parse("deny user:" + viewer).orElseThrow(), Rule.ALLOW_EVERYONE));
    return new PrivacyChanged(Optional.empty(), new PrivacyRules(rules));
  }

  private static HalfEdge subscribed(long offset) {
    return new HalfEdge(
        new Position(0, offset), false, Choice.YES, false, false, false, new TreeSet<>());
  }
}
