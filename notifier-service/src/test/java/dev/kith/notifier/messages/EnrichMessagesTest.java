package dev.kith.notifier.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.EnrichedMessage;
import dev.kith.avro.Message;
import dev.kith.avro.MessageChecked;
import dev.kith.avro.Position;
import dev.kith.avro.ProfileView;
import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Limits;
import dev.kith.domain.PrivacyRules;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.Recents;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.Rule;
import dev.kith.domain.SettingsChanged;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.notifier.subject.LargestProfile;
import dev.kith.notifier.subject.SubjectsAlone;
import dev.kith.schemas.RecordSize;
import dev.kith.schemas.RegistryInMemory;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of the topology that enriches messages. */
class EnrichMessagesTest {

  private static final Instant SENT = Instant.parse("2026-11-21T12:00:00Z");

  private static final WireFormat WIRE = new WireFormat(new RegistryInMemory());

  private TopologyRun run = new TopologyRun(new SubjectsAlone());

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_message_is_enriched_with_the_recipients_view_of_the_sender() {
    run.journal("alice", profile("Alice", "out"));
    run.journal("alice", rules("status", "deny user:bob", "allow everyone"));

    write("m1", "alice", "bob", null);
    write("m2", "alice", "carol", null);
    write("m3", "nobody", "bob", null);

    assertThat(enriched())
        .containsExactly("bob: m1 Alice/null", "carol: m2 Alice/out", "bob: m3 unseen");
  }

  @Test
  void
      a_block_by_either_side_or_a_restriction_without_a_pair_refuses_the_message_and_names_the_side() {
    run.journal("alice", profile("Alice", "out"));
    run.journal("alice", block("bob"));
    run.journal("carol", block("alice"));
    run.journal("dave", restricted());

    write("m1", "alice", "bob", null);
    write("m2", "alice", "carol", null);
    write("m3", "alice", "dave", null);
    write("m4", "dave", "alice", null);
    assertThat(enriched())
        .containsExactly(
            "bob: m1 unseen refused blocked by sender",
            "carol: m2 unseen refused blocked by recipient",
            "dave: m3 unseen refused restricted by recipient",
            "alice: m4 unseen refused restricted by sender");

    // the events of a pair belong to the smaller address
    run.journal("alice", new ContactPaired(Optional.empty(), new Address("dave")));
    write("m5", "alice", "dave", null);
    write("m6", "dave", "alice", null);
    assertThat(enriched()).containsExactly("dave: m5 Alice/out", "alice: m6 unseen");
  }

  @Test
  void a_group_message_is_enriched_with_the_group_and_refused_by_the_groups_block() {
    run.journal("alice", profile("Alice", "out"));
    run.journal("group:42", profile("Chess", "on"));
    run.journal("group:42", rules("status", "allow contacts"));

    write("m1", "alice", "bob", "group:42");
    run.journal("group:42", block("alice"));
    write("m2", "alice", "bob", "group:42");
    write("m3", "alice", "bob", null);

    assertThat(enriched())
        .containsExactly(
            "bob: m1 Alice/out in Chess/null",
            "bob: m2 unseen refused blocked by group",
            "bob: m3 Alice/out");
  }

  @Test
  void earlier_events_of_each_owner_apply_and_the_order_of_a_pair_is_kept() {
    run.journal("alice", profile("Alice", "0"));
    for (int number = 1; number <= 50; number++) {
      run.journal("alice", profile("Alice", "" + number));
      write("m" + number, "alice", "bob", null);
    }

    var enriched = enriched();

    for (int number = 1; number <= 50; number++) {
      assertThat(enriched.get(number - 1)).isEqualTo("bob: m" + number + " Alice/" + number);
    }
  }

  @Test
  void the_message_is_forwarded_unchanged() {
    var message = message("m1", "alice", "bob", null);

    run.record(Topics.MESSAGES, "alice", message);

    var out = (EnrichedMessage) run.out(Topics.ENRICHED_MESSAGES).getFirst().value();
    assertThat(out.getMessage()).isEqualTo(message);
  }

  @Test
  void the_largest_message_with_the_largest_sender_and_group_fits_into_every_topic() {
    var sender = "s".repeat(128);
    var group = "group:" + "g".repeat(122);
    var recipient = "r".repeat(128);
    for (var owner : List.of(sender, group)) {
      run.journal(owner, LargestProfile.changed());
      run.journal(owner, LargestProfile.picture());
    }
    run.largest();

    run.record(Topics.MESSAGES, sender, largest(sender, recipient, group));

    var checks = run.out(Topics.MESSAGE_CHECKS);
    assertThat(checks).extracting(TopologyRun.Out::key).containsExactly(group, recipient);
    var last = (MessageChecked) checks.getLast().value();
    assertThat(last.getRefused()).isNull();
    assertThat(new ProfileView[] {last.getSender(), last.getGroup()})
        .allSatisfy(view -> {
          assertThat(view.getName()).isNotNull();
          assertThat(view.getStatus()).isNotNull();
          assertThat(view.getPicture()).isNotNull();
          assertThat(view.getAttributes()).isNotEmpty();
        });
    assertThat(run.deadLetters()).isEmpty();
    // the enriched message is among the records that are left
    var views = 2 * (Limits.ATTRIBUTES_BYTES + 4 * (Limits.NAME + Limits.STATUS));
    assertThat(run.largest())
        .isGreaterThan(Topics.MESSAGES.largestValue() + views)
        .isLessThanOrEqualTo(RecordSize.LARGEST)
        .isLessThanOrEqualTo(Topics.ENRICHED_MESSAGES.largestValue());
  }

  /** Message whose value has as many bytes as are accepted. */
  private static Message largest(String sender, String recipient, String group) {
    var most = Topics.MESSAGES.largestValue();
    var nearly = message(sender, recipient, group, most - 1_000);
    var left = most - WIRE.write(Topics.MESSAGES, nearly).length;
    var largest = message(sender, recipient, group, most - 1_000 + left);
    assertThat(WIRE.write(Topics.MESSAGES, largest)).hasSize(most);
    return largest;
  }

  private static Message message(String sender, String recipient, String group, int bytes) {
    var payload = ByteBuffer.wrap(new byte[bytes]);
    return new Message("m1", sender, recipient, group, SENT, payload);
  }

  @Test
  void a_refused_message_updates_only_the_senders_recents_and_a_group_message_those_of_the_group() {
    run.journal("bob", block("carol"));

    write("m1", "alice", "bob", null);
    write("m2", "carol", "bob", null);
    write("m3", "alice", "dave", "group:42");
    write("m4", "erin", "erin", null);

    assertThat(recents("alice")).containsExactlyInAnyOrder("bob", "group:42");
    assertThat(recents("bob")).containsExactly("alice");
    assertThat(recents("carol")).containsExactly("bob");
    assertThat(recents("dave")).containsExactly("group:42");
    assertThat(recents("erin")).isEmpty();
  }

  @Test
  void an_impossible_message_or_a_check_at_the_wrong_stop_is_a_dead_letter() {
    run.record(Topics.MESSAGES, "mallory", message("m1", "alice", "bob", null));
    run.record(Topics.MESSAGE_CHECKS, "carol", checked("m2", "carol"));
    run.record(Topics.MESSAGE_CHECKS, "carol", checked("m3", "bob"));
    run.raw(Topics.MESSAGES, "alice".getBytes(UTF_8), "no avro".getBytes(UTF_8));

    assertThat(run.deadLetters()).hasSize(4);
    assertThat(enriched()).isEmpty();
  }

  @Test
  void a_rebuild_repeats_no_enrichment_and_buffers_new_messages() {
    run.close();
    run =
        new TopologyRun(
            new SubjectsAlone(),
            (topic, partition) ->
                switch (topic) {
                  case "kith.messages", "kith.journal" -> 1;
                  case "kith.message-checks" -> 0;
                  default -> -1;
                });

    write("old 1", "alice", "bob", null);
    run.record(Topics.MESSAGE_CHECKS, "bob", checked("old 2", "bob"));
    write("old 3", "alice", "bob", null);
    write("new 1", "alice", "bob", null);
    run.record(Topics.MESSAGE_CHECKS, "bob", checked("new 2", "bob"));
    run.journal("alice", profile("Alice", "in"));
    write("new 3", "alice", "bob", null);
    assertThat(enriched()).isEmpty();
    assertThat(recents("bob")).containsExactly("alice");

    run.journal("alice", rules("status", "deny everyone"));
    assertThat(enriched()).isEmpty();
    write("new 4", "alice", "bob", null);
    run.pass(Duration.ofSeconds(1));
    assertThat(enriched())
        .containsOnlyOnce("bob: new 2 unseen")
        .filteredOn(line -> line.endsWith("Alice/null"))
        .containsExactly("bob: new 1 Alice/null", "bob: new 3 Alice/null", "bob: new 4 Alice/null");

    write("new 5", "alice", "bob", null);
    assertThat(enriched()).containsExactly("bob: new 5 Alice/null");
  }

  @Test
  void messages_wait_until_the_task_has_folded_what_the_journal_held_when_it_started() {
    run.close();
    var lookups = new ArrayList<Runnable>();
    run =
        new TopologyRun(
            new SubjectsAlone(), (topic, partition) -> -1, new FoldedPositions(lookups::add));
    run.journal("alice", profile("Alice", "out"));

    write("m1", "alice", "bob", null);
    run.journal("bob", block("alice"));
    run.pass(Duration.ofSeconds(1));
    assertThat(enriched()).isEmpty();

    lookups.forEach(Runnable::run);
    run.pass(Duration.ofSeconds(1));
    assertThat(enriched()).containsExactly("bob: m1 unseen refused blocked by recipient");
  }

  private void write(String id, String sender, String recipient, @Nullable String group) {
    run.record(Topics.MESSAGES, sender, message(id, sender, recipient, group));
  }

  private static Message message(
      String id, String sender, String recipient, @Nullable String group) {
    return new Message(id, sender, recipient, group, SENT, ByteBuffer.wrap(new byte[] {1, 2}));
  }

  private static MessageChecked checked(String id, String stop) {
    return new MessageChecked(
        message(id, "alice", "bob", null),
        stop,
        SENT,
        new Position(0, 0L),
        false,
        false,
        false,
        null,
        null,
        null,
        null);
  }

  private List<String> enriched() {
    return run.out(Topics.ENRICHED_MESSAGES).stream()
        .map(out -> out.key() + ": " + text((EnrichedMessage) out.value()))
        .toList();
  }

  private static String text(EnrichedMessage message) {
    var sender = message.getSender();
    var group = message.getGroup();
    return message.getMessage().getMessageId()
        + (sender == null ? " unseen" : " " + sender.getName() + "/" + sender.getStatus())
        + (group == null ? "" : " in " + group.getName() + "/" + group.getStatus())
        + (message.getRefused() == null
            ? ""
            : " refused " + message.getRefused() + " by " + message.getRefusedBy());
  }

  private List<String> recents(String owner) {
    return RecentsStore.read(run.store(RecentsStore.NAME), new Address(owner))
        .latestFirst()
        .stream()
        .map(Recents.Recent::peer)
        .map(Address::text)
        .toList();
  }

  private static ProfileChanged profile(String name, String status) {
    var fields =
        new Fields(Optional.of(name), Optional.of(status), Optional.empty(), new TreeMap<>());
    return new ProfileChanged(Optional.empty(), ProfileChanged.Mode.MERGE, fields, Set.of());
  }

  private static PrivacyChanged rules(String field, String... texts) {
    var rules = new TreeMap<String, List<Rule>>();
    rules.put(field, List.of(texts).stream().map(text -> Rule.parse(text).orElseThrow()).toList());
    return new PrivacyChanged(Optional.empty(), new PrivacyRules(rules));
  }

  private static ContactBlocked block(String peer) {
    return new ContactBlocked(Optional.empty(), new Address(peer));
  }

  private static SettingsChanged restricted() {
    return new SettingsChanged(Optional.empty(), Optional.empty(), Optional.of(true));
  }
}
