package dev.kith.notifier.live.tail;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.live.partition.LivePartitions;
import dev.kith.notifier.live.partition.TestSession;
import dev.kith.notifier.replica.reader.Held;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.wire.UpdateEncoder;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.WireFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** Test of how sessions share what a node reads of the delivery partitions. */
class TailedPartitionsTest {

  private static final Address ALICE = new Address("alice");
  private static final FanOutRecord BOB_FOLLOWS = followed("bob", 1, -1, named("Ada", 0));
  private static final int MANY = 100;

  private final WireFormat wire = new WireFormat(new RegistryInMemory());
  private final TestTail tail = new TestTail(wire);
  private final TestReplicas replicas = new TestReplicas();
  private boolean isTopicKnown = true;
  private int polls;

  private final TailedPartitions partitions =
      new TailedPartitions(
          tail,
          replicas,
          new FanOutDecoder(wire),
          new LivePartitions(
              this::topic,
              new UpdateEncoder(new ObjectMapper()),
              InstantSource.fixed(Instant.EPOCH),
              Long.MAX_VALUE),
          () -> polls++);

  private String topic() {
    if (!isTopicKnown) {
      throw new KafkaException("down");
    }
    return "AbCdEfGh";
  }

  @Test
  void a_partition_is_read_from_behind_the_first_page() {
    tail.writeMarkers(0, 42);
    var bob = join("bob", 0);
    round();
    assertThat(replicas.underWay()).containsExactly("bob");
    assertThat(tail.calls).isEmpty();

    answer("bob", page(bob, 41));

    assertThat(tail.calls).startsWith("read [0]", "seek 0 to 42");
  }

  @Test
  void a_session_is_sent_entries_as_it_requests_them_and_then_what_is_written() {
    tail.write(0, BOB_FOLLOWS);
    var bob = join("bob", 0);
    answer("bob", page(bob, 0, BOB_FOLLOWS));
    assertThat(bob.take()).containsExactly("snapshot");

    partitions.request(bob, 1);
    assertThat(bob.take()).containsExactly(entry("Ada"));
    partitions.request(bob, 1);
    assertThat(bob.take()).containsExactly("synced 0");
    tail.write(0, changed(-1, named("Eve", 1)));
    round();

    assertThat(bob.take()).containsExactly(update(0, 1, "Eve"));
  }

  @Test
  void a_session_is_sent_what_was_written_while_its_page_was_read() {
    tail.write(0, BOB_FOLLOWS);
    var bob = join("bob", 0);
    tail.write(0, changed(-1, named("Eve", 1)));
    answer("bob", page(bob, 0, BOB_FOLLOWS));
    partitions.request(bob, MANY);

    assertThat(bob.take()).containsExactly("snapshot", entry("Eve"), "synced 1");
  }

  @Test
  void a_session_is_not_opened_before_all_was_taken_that_was_written_when_it_was_read() {
    tail.write(0, BOB_FOLLOWS);
    tail.write(0, changed(-1, named("Eve", 1)));
    var bob = join("bob", 0);
    replicas.answer("bob", page(bob, 0, BOB_FOLLOWS));
    tail.runCommands();
    partitions.settle();
    assertThat(tail.calls).endsWith("ends [0]");
    assertThat(bob.take()).isEmpty();

    round();
    assertThat(bob.take()).containsExactly("snapshot");
  }

  @Test
  void sessions_of_one_partition_share_it() {
    var bob = open("bob", 0);
    tail.calls.clear();
    var again = open("bob", 0);
    assertThat(tail.calls).containsExactly("ends [0]");
    bob.take();
    again.take();

    tail.write(0, BOB_FOLLOWS);
    round();
    answer("bob of [alice]", someOfAlice(0, BOB_FOLLOWS));
    answer("bob of [alice]", someOfAlice(0, BOB_FOLLOWS));

    assertThat(bob.take()).containsExactly(update(0, 0, "Ada"));
    assertThat(again.take()).containsExactly(update(0, 0, "Ada"));
  }

  @Test
  void partitions_are_read_side_by_side() {
    tail.write(3, followed("carol", 1, -1, named("Ada", 0)));
    var bob = open("bob", 0);
    tail.calls.clear();
    var carol = join("carol", 3);
    answer("carol", page(carol, 0, followed("carol", 1, -1, named("Ada", 0))));
    partitions.request(carol, MANY);
    bob.take();
    carol.take();
    assertThat(tail.calls).containsExactly("read [0, 3]", "seek 3 to 1", "ends [3]");

    tail.write(3, changed(-1, named("Eve", 1)));
    round();

    assertThat(carol.take()).containsExactly(update(3, 1, "Eve"));
    assertThat(bob.take()).isEmpty();
  }

  @Test
  void pages_are_read_one_after_another() {
    tail.write(0, BOB_FOLLOWS);
    var bob = join("bob", 0);

    answer("bob", new ReplicaPage(0, 0, -1, List.of(ofAlice(BOB_FOLLOWS)), Optional.of(ALICE)));
    assertThat(replicas.underWay()).containsExactly("bob after alice");
    assertThat(bob.take()).isEmpty();
    answer("bob after alice", page(bob, 0));

    assertThat(bob.take()).containsExactly("snapshot");
  }

  @Test
  void a_session_whose_page_cannot_be_read_starts_again() {
    var bob = join("bob", 0);
    fail("bob");

    assertThat(bob.take()).containsExactly("again");
    assertThat(tail.calls).isEmpty();
    partitions.join(bob);
    assertThat(replicas.underWay()).containsExactly("bob");
  }

  @Test
  void a_session_whose_later_reads_fail_starts_again_and_others_go_on() {
    var bob = open("bob", 0);
    var carol = join("carol", 0);
    bob.take();

    answer("carol", new ReplicaPage(-1, -1, -1, List.of(), Optional.of(ALICE)));
    fail("carol after alice");
    assertThat(carol.take()).containsExactly("again");
    assertThat(bob.take()).isEmpty();

    tail.write(0, BOB_FOLLOWS);
    round();
    fail("bob of [alice]");
    assertThat(bob.take()).containsExactly("again");
    assertThat(tail.calls).doesNotContain("failed").endsWith("read []");
  }

  @Test
  void a_session_that_leaves_while_its_page_is_read_never_joins() {
    var bob = join("bob", 0);
    var carol = join("carol", 0);
    partitions.leave(bob);
    partitions.leave(carol);

    answer("bob", page(bob, -1));
    fail("carol");

    assertThat(tail.calls).isEmpty();
    assertThat(bob.take()).isEmpty();
    assertThat(carol.take()).isEmpty();
  }

  @Test
  void a_partition_without_sessions_is_not_read_any_more() {
    var bob = open("bob", 0);
    var dan = open("dan", 0);
    var carol = open("carol", 1);
    tail.calls.clear();

    partitions.leave(bob);
    assertThat(tail.calls).isEmpty();
    partitions.leave(dan);
    assertThat(tail.calls).containsExactly("read [1]");
    partitions.leave(carol);
    assertThat(tail.calls).containsExactly("read [1]", "read []");
    partitions.leave(carol);
    assertThat(tail.calls).as("nothing has changed").hasSize(2);
  }

  @Test
  void a_partition_whose_only_session_starts_again_is_read_anew_from_its_next_page() {
    var bob = join("bob", 0);
    answer("bob", new ReplicaPage(-1, -1, -1, List.of(), Optional.of(ALICE)));
    fail("bob after alice");
    assertThat(tail.calls).endsWith("read []");
    tail.writeMarkers(0, 8);
    tail.calls.clear();

    partitions.join(bob);
    answer("bob", page(bob, 7));

    assertThat(tail.calls).startsWith("read [0]", "seek 0 to 8");
    partitions.request(bob, MANY);
    assertThat(bob.take()).containsExactly("again", "snapshot", "synced 7");
  }

  @Test
  void a_partition_that_is_read_anew_may_begin_before_where_it_was_read_up_to() {
    tail.write(0, BOB_FOLLOWS);
    tail.write(0, changed(-1, named("Eve", 1)));
    var bob = join("bob", 0);
    answer("bob", page(bob, 1));
    partitions.leave(bob);
    tail.calls.clear();

    // a store that is behind the one from which the session before was read
    var again = join("bob", 0);
    answer("bob", page(again, 0, BOB_FOLLOWS));
    partitions.request(again, MANY);

    assertThat(tail.calls).startsWith("read [0]", "seek 0 to 1");
    assertThat(again.take()).containsExactly("snapshot", entry("Eve"), "synced 1");
  }

  @Test
  void a_session_whose_page_is_older_than_what_is_kept_starts_again() {
    tail.writeMarkers(0, 8);
    var slow = join("bob", 0);
    var carol = join("carol", 0);
    answer("carol", page(carol, 7));
    carol.take();

    answer("bob", page(slow, 6));

    assertThat(slow.take()).containsExactly("again");
    assertThat(carol.take()).isEmpty();
    assertThat(tail.calls).containsOnlyOnce("seek 0 to 8").doesNotContain("seek 0 to 7");
  }

  @Test
  void answers_for_a_partition_that_is_not_read_any_more_are_ignored() {
    var bob = joinReading("bob");
    var carol = joinReading("carol");
    partitions.leave(bob);
    partitions.leave(carol);
    assertThat(tail.calls).endsWith("read []");

    answer("bob after alice", page(bob, -1));
    fail("carol after alice");

    assertThat(bob.take()).isEmpty();
    assertThat(carol.take()).isEmpty();
    assertThat(tail.calls).doesNotContain("failed").endsWith("read []");
  }

  @Test
  void answers_for_a_partition_that_is_read_anew_are_ignored() {
    var bob = joinReading("bob");
    var carol = joinReading("carol");
    partitions.leave(bob);
    partitions.leave(carol);
    var dan = open("dan", 0);
    dan.take();

    answer("bob after alice", page(bob, -1));
    fail("carol after alice");

    assertThat(bob.take()).isEmpty();
    assertThat(carol.take()).isEmpty();
    assertThat(dan.take()).isEmpty();
  }

  @Test
  void records_and_requests_without_a_partition_are_ignored() {
    tail.write(0, BOB_FOLLOWS);

    partitions.take(TestTail.record(0, 0, tail.value(0, 0)));
    partitions.request(new TestSession("bob", 0, Optional.empty()), 1);

    assertThat(tail.calls).isEmpty();
  }

  @Test
  void after_a_failure_all_sessions_start_again_from_the_store() {
    var bob = open("bob", 0);
    var carol = open("carol", 1);
    var dan = join("dan", 0);
    bob.take();
    carol.take();
    tail.calls.clear();

    // the consumer is new
    tail.command(() -> {
      throw new KafkaException("lost");
    });
    round();

    assertThat(bob.take()).containsExactly("again");
    assertThat(carol.take()).containsExactly("again");
    assertThat(tail.calls).containsExactly("failed");
    tail.writeMarkers(0, 6);
    answer("dan", page(dan, 5));
    assertThat(dan.take()).as("its page is as good as before").containsExactly("snapshot");
    assertThat(tail.calls).containsExactly("failed", "read [0]", "seek 0 to 6", "ends [0]");
    partitions.join(bob);
    answer("bob", page(bob, 5));
    assertThat(bob.take()).containsExactly("snapshot");
  }

  @Test
  void ends_are_asked_only_for_partitions_in_which_a_session_waits() {
    open("bob", 0);
    round();
    round();
    assertThat(tail.calls).containsOnlyOnce("ends [0]");

    var carol = join("carol", 1);
    answer("carol", new ReplicaPage(-1, -1, -1, List.of(), Optional.of(ALICE)));
    assertThat(tail.calls).as("its pages are still being read").doesNotContain("ends [1]");
    answer("carol after alice", page(carol, -1));
    round();

    assertThat(tail.calls).containsOnlyOnce("ends [0]").containsOnlyOnce("ends [1]");
    assertThat(tail.begins).as("when a partition is new").containsExactly(0, 1);
  }

  @Test
  void a_session_is_opened_when_the_end_is_reached_over_markers() {
    tail.write(0, BOB_FOLLOWS);
    tail.writeMarkers(0, 4);
    var bob = join("bob", 0);
    answer("bob", page(bob, 0, BOB_FOLLOWS));
    partitions.request(bob, MANY);

    assertThat(bob.take()).containsExactly("snapshot", entry("Ada"), "synced 3");
  }

  @Test
  void a_partition_whose_old_markers_are_deleted_is_read_from_what_is_kept() {
    tail.write(0, BOB_FOLLOWS);
    tail.writeMarkers(0, 3);
    tail.delete(0, 3);
    var bob = join("bob", 0);
    answer("bob", page(bob, 0, BOB_FOLLOWS));
    partitions.request(bob, MANY);

    assertThat(tail.calls).doesNotContain("failed");
    assertThat(bob.take()).containsExactly("snapshot", entry("Ada"), "synced 2");
    var again = join("bob", 0);
    answer("bob", page(again, 0, BOB_FOLLOWS));
    partitions.request(again, MANY);
    assertThat(again.take()).containsExactly("snapshot", entry("Ada"), "synced 2");

    tail.write(0, changed(-1, named("Eve", 1)));
    round();
    assertThat(bob.take()).containsExactly(update(0, 3, "Eve"));
    assertThat(again.take()).containsExactly(update(0, 3, "Eve"));
  }

  @Test
  void sessions_wait_while_the_broker_does_not_answer_and_others_go_on() {
    tail.write(1, BOB_FOLLOWS);
    var bob = join("bob", 1);
    answer("bob", page(bob, 0, BOB_FOLLOWS));
    partitions.request(bob, MANY);
    bob.take();
    tail.isUnanswered = true;
    var carol = join("carol", 0);
    answer("carol", page(carol, -1));
    tail.write(1, changed(-1, named("Eve", 1)));
    round();

    assertThat(tail.calls).doesNotContain("failed");
    assertThat(carol.take()).isEmpty();
    assertThat(bob.take()).containsExactly(update(1, 1, "Eve"));

    tail.isUnanswered = false;
    round();
    assertThat(carol.take()).containsExactly("snapshot");
  }

  @Test
  void what_was_read_before_the_broker_answered_is_not_read_again() {
    tail.write(0, BOB_FOLLOWS);
    tail.write(0, changed(-1, named("Eve", 1)));
    tail.isUnanswered = true;
    var bob = join("bob", 0);
    answer("bob", page(bob, -1));
    tail.delete(0, 1);
    tail.isUnanswered = false;
    round();

    assertThat(tail.begins).containsExactly(0, 0, 0);
    assertThat(tail.calls).containsOnlyOnce("seek 0 to 0").doesNotContain("seek 0 to 1", "failed");
  }

  @Test
  void nothing_is_asked_about_a_partition_that_is_not_read_any_more() {
    tail.isUnanswered = true;
    var bob = join("bob", 0);
    answer("bob", page(bob, -1));
    partitions.leave(bob);
    tail.begins.clear();
    round();

    assertThat(tail.begins).isEmpty();
  }

  @Test
  void each_settling_ends_with_the_listener_of_polls() {
    partitions.settle();
    assertThat(polls).isEqualTo(1);

    partitions.startOver();
    assertThat(polls).isEqualTo(2);
  }

  @Test
  void a_session_that_cannot_join_starts_again_and_others_go_on() {
    var bob = open("bob", 0);
    bob.take();
    isTopicKnown = false;
    var carol = join("carol", 1);
    answer("carol", page(carol, -1));

    assertThat(carol.take()).containsExactly("again");
    assertThat(bob.take()).isEmpty();
    assertThat(tail.calls).doesNotContain("failed", "read [0, 1]");
    isTopicKnown = true;
    partitions.join(carol);
    answer("carol", page(carol, -1));
    assertThat(carol.take()).startsWith("snapshot");
  }

  @Test
  void a_session_that_fails_after_it_has_joined_leaves_and_starts_again() {
    var bob = join("bob", 0);
    replicas.isClosed = true;
    answer("bob", new ReplicaPage(-1, -1, -1, List.of(), Optional.of(ALICE)));

    assertThat(bob.take()).containsExactly("again");
    assertThat(tail.calls).doesNotContain("failed").endsWith("read []");
  }

  private TestSession join(String viewer, int partition) {
    var session = new TestSession(viewer, partition, Optional.empty());
    partitions.join(session);
    return session;
  }

  /** Joins a session that has its first page, and waits for the page after alice. */
  private TestSession joinReading(String viewer) {
    var session = join(viewer, 0);
    answer(viewer, new ReplicaPage(-1, -1, -1, List.of(), Optional.of(ALICE)));
    return session;
  }

  /** Opens a session of a user without subscriptions, in a partition without records. */
  private TestSession open(String viewer, int partition) {
    var session = join(viewer, partition);
    answer(viewer, page(session, -1));
    partitions.request(session, MANY);
    assertThat(session.offered).containsExactly("snapshot", "synced -1");
    return session;
  }

  private void answer(String read, ReplicaPage page) {
    replicas.answer(read, page);
    round();
  }

  private void fail(String read) {
    replicas.fail(read);
    round();
  }

  private void round() {
    tail.round(partitions);
  }

  /** Last page of a viewer, with what the records about alice have made. */
  private static ReplicaPage page(TestSession session, long start, FanOutRecord... records) {
    var own = new Held(session.viewer(), SubjectState.NONE, PlaceState.NONE);
    var held = records.length == 0 ? List.of(own) : List.of(held(session.viewer(), records), own);
    return new ReplicaPage(start, start, -1, held, Optional.empty());
  }

  private static ReplicaPage someOfAlice(long start, FanOutRecord... records) {
    return new ReplicaPage(start, start, -1, List.of(ofAlice(records)), Optional.empty());
  }

  private static Held ofAlice(FanOutRecord... records) {
    return held(new Address("bob"), records);
  }

  private static Held held(Address viewer, FanOutRecord... records) {
    var state = SubjectState.NONE;
    var place = PlaceState.NONE;
    for (var offset = 0; offset < records.length; offset++) {
      state = state.after(records[offset], offset);
      place = place.after(records[offset], viewer, offset);
    }
    return new Held(ALICE, state, place);
  }

  private static String entry(String name) {
    return frame("", name);
  }

  private static String update(int partition, long offset, String name) {
    return frame(",\"cursor\":\"" + partition + ":" + offset + ":AbCdEfGh\"", name);
  }

  private static String frame(String cursor, String name) {
    return "{\"type\":\"update\""
        + cursor
        + ",\"subject\":\"alice\",\"kind\":\"changed\""
        + ",\"profile\":{\"address\":\"alice\",\"name\":\""
        + name
        + "\"}}";
  }
}
