package dev.kith.contactgraph.streams;

import static dev.kith.contactgraph.streams.Graph.block;
import static dev.kith.contactgraph.streams.Graph.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.Message;
import dev.kith.avro.MessageReceived;
import dev.kith.contactgraph.topology.ContactGraphTopology;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Recents;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a message from Alice to Bob, in her partition and in his. */
class MessagesTest {

  private static final Instant SENT = Instant.parse("2026-11-21T12:00:00Z");

  private final Decided decided = new Decided();
  private TopologyRun run =
      new TopologyRun(new ContactGraphTopology(new Heard(), decided, Graph.BUDGET, 1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_message_is_noted_by_both_and_subscribes_its_recipient_once() {
    write("alice", "bob");
    write("alice", "bob");
    assertThat(decided.waiting()).hasSize(1);
    var appended = decided.waiting().getFirst();
    assertThat(appended.owner()).isEqualTo(new Address("bob"));
    assertThat(appended.id()).isEqualTo("auto:alice");
    assertThat(appended.actor()).isEqualTo("bob");

    decided.foldAll(run);
    write("alice", "bob");

    assertThat(decided.waiting()).isEmpty();
    assertThat(subscribed("bob", "alice")).isEqualTo(Choice.YES);
    assertThat(recents("alice")).containsExactly("bob");
    assertThat(recents("bob")).containsExactly("alice");
  }

  @Test
  void who_said_no_or_yes_stays_as_they_are() {
    decided.journal(run, "bob", says("alice", false));
    write("alice", "bob");
    decided.journal(run, "carol", says("alice", true));
    write("alice", "carol");

    assertThat(decided.waiting()).isEmpty();
    assertThat(subscribed("bob", "alice")).isEqualTo(Choice.NO);
    assertThat(recents("bob")).containsExactly("alice");
  }

  @Test
  void who_does_not_want_it_is_not_subscribed_and_remembers_the_sender() {
    decided.journal(run, "bob", settings(false, false));

    write("alice", "bob");

    assertThat(decided.waiting()).isEmpty();
    assertThat(recents("bob")).containsExactly("alice");
  }

  @Test
  void what_a_block_forbids_does_not_reach_the_recipient_and_the_sender_sees_no_difference() {
    decided.journal(run, "bob", block("alice"));
    decided.journal(run, "alice", block("carol"));

    write("alice", "bob");
    write("alice", "carol");

    assertThat(decided.waiting()).isEmpty();
    assertThat(recents("bob")).isEmpty();
    assertThat(recents("carol")).isEmpty();
    assertThat(recents("alice")).containsExactlyInAnyOrder("bob", "carol");
  }

  @Test
  void a_recipient_who_has_just_blocked_the_sender_is_not_subscribed() {
    decided.journal(run, "bob", block("alice"));

    note("alice", "bob");

    assertThat(decided.waiting()).isEmpty();
    assertThat(recents("bob")).isEmpty();
  }

  @Test
  void who_is_restricted_hears_and_is_heard_only_when_paired() {
    decided.journal(run, "alice", settings(true, true));
    write("alice", "bob");
    decided.journal(run, "dave", settings(true, true));
    write("carol", "dave");
    assertThat(decided.waiting()).isEmpty();
    assertThat(recents("bob")).isEmpty();
    assertThat(recents("dave")).isEmpty();

    decided.journal(run, "alice", new ContactPaired(Optional.empty(), new Address("bob")));
    write("alice", "bob");

    assertThat(decided.waiting()).extracting(Decided.Appended::id).containsExactly("auto:alice");
  }

  @Test
  void a_person_who_answers_is_subscribed_though_the_pair_s_minute_is_not_over() {
    write("alice", "bob");
    write("bob", "alice");
    decided.foldAll(run);

    assertThat(subscribed("bob", "alice")).isEqualTo(Choice.YES);
    assertThat(subscribed("alice", "bob")).isEqualTo(Choice.YES);
  }

  @Test
  void once_the_recipient_has_said_it_there_is_one_note_a_minute() {
    decided.journal(run, "bob", says("alice", true));

    write("alice", "bob", SENT);
    write("alice", "bob", SENT.plus(Duration.ofSeconds(59)));
    assertThat(notes()).containsExactly("bob from alice");

    write("alice", "bob", SENT.plus(Duration.ofSeconds(60)));
    assertThat(notes()).containsExactly("bob from alice");
  }

  @Test
  void a_message_to_a_group_moves_the_group_for_the_sender_and_subscribes_nobody() {
    record("alice", message("alice", "bob", "group:42"));
    record("alice", message("alice", "group:43", null));

    assertThat(recents("alice")).containsExactlyInAnyOrder("group:42", "group:43");
    assertThat(recents("bob")).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void what_one_writes_to_oneself_is_no_matter() {
    write("alice", "alice");

    assertThat(recents("alice")).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void a_message_of_another_than_its_key_says_is_a_dead_letter() {
    record("mallory", message("alice", "bob", null));
    record("alice", message("alice", "not an address", null));
    record("alice", message("alice", "bob", "no-group"));
    record("group:42", message("group:42", "bob", null));

    assertThat(run.deadLetters())
        .extracting(letter -> header(letter, "kith_detail"))
        .satisfiesExactly(
            detail -> assertThat(detail).isEqualTo("The key of a message is its sender"),
            detail -> assertThat(detail).startsWith("Not an address"),
            detail -> assertThat(detail).startsWith("The group of a message is none"),
            detail -> assertThat(detail).isEqualTo("The sender of a message is a user"));
    assertThat(recents("bob")).isEmpty();
  }

  @Test
  void a_rebuild_remembers_who_wrote_and_neither_appends_nor_asks() {
    run.close();
    run =
        new TopologyRun(
            new ContactGraphTopology(new Heard(), decided, Graph.BUDGET, 1),
            (topic, _) -> topic.equals(Topics.MESSAGES.name()) ? 1 : -1);

    write("alice", "bob");
    note("carol", "bob");
    write("alice", "bob");
    assertThat(decided.waiting()).isEmpty();
    assertThat(notes()).isEmpty();
    assertThat(recents("alice")).containsExactly("bob");
    assertThat(recents("bob")).containsExactly("carol");

    write("dave", "bob");
    assertThat(decided.waiting()).extracting(Decided.Appended::id).containsExactly("auto:dave");
  }

  private void write(String sender, String recipient) {
    record(sender, message(sender, recipient, null));
  }

  private void write(String sender, String recipient, Instant at) {
    run.record(Topics.MESSAGES, sender, message(sender, recipient, null), at);
  }

  private void record(String key, SpecificRecord value) {
    run.record(Topics.MESSAGES, key, value);
  }

  private void note(String sender, String recipient) {
    run.record(Topics.CONTACT_REQUESTS, recipient, new MessageReceived(sender, SENT));
  }

  private static Message message(String sender, String recipient, @Nullable String group) {
    return new Message("m", sender, recipient, group, SENT, ByteBuffer.allocate(0));
  }

  private List<String> notes() {
    return run.out(Topics.CONTACT_REQUESTS).stream()
        .filter(out -> out.value() instanceof MessageReceived)
        .map(out -> out.key() + " from " + ((MessageReceived) out.value()).getSender())
        .toList();
  }

  private List<String> recents(String owner) {
    return RecentsStore.read(run.store(RecentsStore.NAME), new Address(owner))
        .latestFirst()
        .stream()
        .map(Recents.Recent::peer)
        .map(Address::text)
        .toList();
  }

  private Choice subscribed(String owner, String peer) {
    return RelationStore.read(run.store("relations"), new Address(owner), new Address(peer))
        .own()
        .subscribed();
  }

  private static ContactsSynced says(String peer, boolean subscribed) {
    return new ContactsSynced(
        Set.of(new Address(peer)),
        false,
        Optional.empty(),
        Optional.of(subscribed),
        Set.of(),
        Optional.empty());
  }

  private static SettingsChanged settings(boolean autoSync, boolean restricted) {
    return new SettingsChanged(Optional.empty(), Optional.of(autoSync), Optional.of(restricted));
  }
}
