package dev.kith.acceptance.contacts;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.avro.ContactsRequested;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of the frames that tell a user's sessions that a sync is done. */
@OnTheStack
class SyncFramesTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final ForeignProducer producer;

  SyncFramesTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.producer = new ForeignProducer(stack.broker(), stack.registry());
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void all_open_screens_of_the_owner_learn_when_a_sync_is_done_and_nobody_else_s()
      throws InterruptedException {
    bob.puts(aProfile().named("Bob"));
    try (Screen one = alice.opensScreen();
        Screen other = alice.opensScreen();
        Screen bobs = bob.opensScreen()) {
      String id = alice.address() + "-syncs";

      sync(alice, id, bob.address(), stack.person("nobody").address());

      JsonNode done = one.syncDone(id);
      assertThat(done.path("accepted").asInt()).isEqualTo(2);
      assertThat(done.path("written").asInt()).isEqualTo(2);
      assertThat(done.path("matched").asInt()).isEqualTo(1);
      assertThat(done.has("cursor")).isFalse();
      assertThat(other.syncDone(id)).isEqualTo(done);
      assertThat(bobs.syncs()).isEmpty();
    }
  }

  @Test
  void whoever_comes_later_is_not_told_again() throws InterruptedException {
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    try (Screen before = alice.opensScreen()) {
      sync(alice, first, bob.address());
      before.syncDone(first);
    }

    try (Screen after = alice.opensScreen()) {
      sync(alice, second, bob.address());
      after.syncDone(second);

      assertThat(after.syncs())
          .allSatisfy(frame -> assertThat(frame.path("syncId").asText()).isEqualTo(second));
    }
  }

  @Test
  void whoever_was_greeted_misses_no_end_of_a_sync() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      Person someone = stack.person("someone");
      try (Screen screen = someone.opensScreen()) {
        String id = UUID.randomUUID().toString();

        sync(someone, id, bob.address());

        assertThat(screen.syncDone(id).path("accepted").asInt()).isEqualTo(1);
      }
    }
  }

  private void sync(Person owner, String id, String... peers) {
    producer.append(
        Topics.CONTACT_REQUESTS,
        owner.address(),
        ContactsRequested.newBuilder()
            .setRequestId(id)
            .setChunk(0)
            .setChunks(1)
            .setPeers(List.of(peers))
            .setContact(true)
            .setNow(true)
            .setActor(owner.address())
            .setAccepted(peers.length)
            .build());
  }
}
