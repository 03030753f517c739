package dev.kith.contactgraph.topology;

import static dev.kith.contactgraph.streams.Graph.block;
import static dev.kith.contactgraph.streams.Graph.blockedAt;
import static dev.kith.contactgraph.streams.Graph.contact;
import static dev.kith.contactgraph.streams.Graph.header;
import static dev.kith.contactgraph.streams.Graph.mirrored;
import static dev.kith.contactgraph.streams.Graph.mirrors;
import static dev.kith.contactgraph.streams.Graph.relations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.contactgraph.streams.Graph;
import dev.kith.contactgraph.streams.Heard;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests reading of records, rebuilds, and the structure of the topology. */
class ContactGraphTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

  private final Heard verdicts = new Heard();
  private TopologyRun run = new TopologyRun(Graph.topology(verdicts, 1));

  @AfterEach
  void close() {
    run.close();
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
    assertThat(relations(run)).containsExactly("alice|bob blocked at 2");
  }

  @Test
  void a_mirror_belongs_where_its_first_address_lives() {
    run.close();
    run = new TopologyRun(Graph.topology(verdicts, 4));

    run.mirror("bob", "alice", blockedAt(7));

    assertThat(header(run.deadLetters().getFirst(), "kith_detail")).contains("Wrong partition");
    assertThat(mirrored(run, "alice", "bob")).isEqualTo("none");
  }

  @Test
  void a_rebuild_is_silent_until_both_topics_have_caught_up_and_then_issues_each_entry_once() {
    run.close();
    run = new TopologyRun(Graph.topology(verdicts, 1), ContactGraphTopologyTest::end);

    run.journal("alice", contact("bob"));
    run.journal("alice", block("bob"));
    run.mirror("carol", "alice", blockedAt(7));
    run.pass(Duration.ofSeconds(1));
    assertThat(mirrors(run)).isEmpty();
    assertThat(relations(run)).isEmpty();

    run.mirror("bob", "alice", blockedAt(8));
    run.pass(Duration.ofSeconds(1));
    run.pass(Duration.ofSeconds(1));
    assertThat(mirrors(run)).containsExactly("bob|alice contact blocked at 1");
    assertThat(relations(run)).containsExactly("alice|bob contact blocked at 1");
    assertThat(mirrored(run, "alice", "bob")).isEqualTo("blocked at 8");
    assertThat(mirrored(run, "alice", "carol")).isEqualTo("blocked at 7");

    run.journal("alice", block("carol"));
    assertThat(mirrors(run)).containsExactly("carol|alice blocked at 2");
  }

  /**
   * Changelogs and state stores depend on these names. Renew the golden file with {@code
   * -Dgolden=renew}, and explain the change in the commit.
   */
  @Test
  void the_topology_is_the_one_that_was_agreed_on() throws IOException {
    var described = TopologyRun.describe(Graph.topology(verdicts, 4));
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  /** Starts with two records each in the journal and in the mirrors. */
  private static long end(String topic, int partition) {
    var isFilled =
        topic.equals(Topics.JOURNAL.name()) || topic.equals(Topics.CONTACT_MIRRORS.name());
    return isFilled ? 1 : -1;
  }
}
