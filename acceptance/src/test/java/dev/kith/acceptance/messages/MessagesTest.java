package dev.kith.acceptance.messages;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicReader;
import dev.kith.avro.Message;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of automatic subscriptions and of recent conversations. */
@OnTheStack
class MessagesTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final ForeignProducer messenger;

  MessagesTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.messenger = new ForeignProducer(stack.broker(), stack.registry());
  }

  @BeforeEach
  void alice_is_there() {
    alice.puts(aProfile().named("Alice"));
  }

  @AfterEach
  void close() {
    messenger.close();
  }

  @Test
  void a_first_message_subscribes_its_recipient_to_the_sender_once() throws InterruptedException {
    try (Screen screen = bob.opensScreen()) {
      write(alice, bob);
      write(alice, bob);
      write(alice, bob);

      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      assertThat(subscribed(bob, alice)).isTrue();
      assertThat(eventsOf(bob)).containsExactly("ContactsSynced");
    }
  }

  @Test
  void who_said_no_or_switched_it_off_is_not_subscribed_and_sees_who_wrote() {
    Person carol = stack.person("carol");
    bob.unsubscribesFrom(alice);
    carol.api().send("PATCH", carol.path("settings"), "{\"autoSync\":false}").ok();

    write(alice, bob);
    write(alice, carol);

    await().untilAsserted(() -> assertThat(recents(bob)).containsExactly(alice.address()));
    await().untilAsserted(() -> assertThat(recents(carol)).containsExactly(alice.address()));
    assertThat(subscribed(bob, alice)).isFalse();
    assertThat(carol.contact(alice).status()).isEqualTo(404);
  }

  @Test
  void recents_are_of_both_page_by_page_and_without_those_whom_one_blocked()
      throws InterruptedException {
    Person carol = stack.person("carol");
    write(alice, bob);
    await().untilAsserted(() -> assertThat(recents(alice)).containsExactly(bob.address()));
    write(alice, carol);
    await()
        .untilAsserted(
            () -> assertThat(recents(alice)).containsExactly(carol.address(), bob.address()));

    JsonNode first = alice.api().get(alice.path("recents?limit=1")).ok().body();
    assertThat(peers(first)).containsExactly(carol.address());
    assertThat(Instant.parse(first.path("items").path(0).path("at").asText()))
        .isBefore(Instant.now().plusSeconds(60));
    JsonNode second =
        alice
            .api()
            .get(alice.path("recents?limit=1&cursor=" + first.path("next").asText()))
            .ok()
            .body();
    assertThat(peers(second)).containsExactly(bob.address());
    assertThat(second.has("next")).isFalse();

    alice.blocks(carol);
    assertThat(recents(alice)).containsExactly(bob.address());
    bob.blocks(alice);
    assertThat(recents(alice)).containsExactly(bob.address());
    assertThat(bob.api().get(alice.path("recents")).status()).isEqualTo(403);
  }

  @Test
  void a_message_under_another_s_key_is_a_dead_letter() throws InterruptedException {
    try (TopicReader deadLetters = new TopicReader(stack.broker(), Topics.DEAD_LETTERS)) {
      messenger.append(Topics.MESSAGES, bob.address(), message(alice, bob));

      var letter =
          deadLetters.await(record -> new String(record.key(), UTF_8).equals(bob.address()));
      assertThat(new String(letter.headers().lastHeader("kith_topic").value(), UTF_8))
          .isEqualTo("kith.messages");
      assertThat(new String(letter.headers().lastHeader("kith_detail").value(), UTF_8))
          .contains("is its sender");
    }
  }

  private void write(Person sender, Person recipient) {
    messenger.append(Topics.MESSAGES, sender.address(), message(sender, recipient));
  }

  private static Message message(Person sender, Person recipient) {
    return new Message(
        "m", sender.address(), recipient.address(), null, Instant.now(), ByteBuffer.allocate(0));
  }

  private static boolean subscribed(Person owner, Person peer) {
    return owner.contact(peer).body().path("subscribed").asBoolean();
  }

  private List<String> eventsOf(Person owner) {
    return owner
        .api()
        .get(owner.path("history"))
        .ok()
        .body()
        .path("items")
        .valueStream()
        .map(item -> item.path("type").asText())
        .toList();
  }

  private static List<String> recents(Person owner) {
    var api =
        owner.position().isEmpty() ? owner.api() : owner.api().with("Kith-After", owner.position());
    return peers(api.get(owner.path("recents")).ok().body());
  }

  private static List<String> peers(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("peer").asText()).toList();
  }
}
