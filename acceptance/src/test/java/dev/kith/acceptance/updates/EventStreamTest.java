package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.EventStream;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Test of sessions over an event stream, through the front door. */
@OnTheStack
class EventStreamTest {

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  EventStreamTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void it_tells_the_same_as_a_socket_and_its_ids_are_the_cursors() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (EventStream events = open(bob.token())) {
      assertThat(events.status()).isEqualTo(200);
      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(events.header("Cache-Control")).isEqualTo("no-store");
      assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(events.next().data().path("recovered").booleanValue()).isFalse();
      EventStream.Event synced = events.next();
      assertThat(synced.id()).isEqualTo(synced.data().path("cursor").asText()).isNotEmpty();

      bob.subscribesTo(alice);
      EventStream.Event update = events.next();
      assertThat(update.data().path("profile").path("name").asText()).isEqualTo("Alice");
      assertThat(update.id()).isEqualTo(update.data().path("cursor").asText());
    }
  }

  @Test
  void a_browser_that_connects_again_goes_on_where_it_was() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    String last;
    try (EventStream events = open(bob.token())) {
      events.next("synced");
      bob.subscribesTo(alice);
      last = events.next("update").id();
    }
    try (EventStream stays = open(bob.token())) {
      stays.next("synced");
      alice.changes("status", "meanwhile");
      stays.next("update");

      try (EventStream again = open(bob.token(), "Last-Event-ID", last)) {
        assertThat(again.next().data().path("recovered").booleanValue()).isTrue();
        assertThat(again.next().data().path("profile").path("status").asText())
            .isEqualTo("meanwhile");
        assertThat(again.next().type()).isEqualTo("synced");
      }
    }
  }

  /**
   * Checks that the hello before a snapshot has a new id: otherwise, a browser that is cut off
   * during the snapshot would resume from the earlier cursor, which is no longer valid.
   */
  @Test
  void a_browser_that_is_cut_off_within_a_snapshot_does_not_go_on_from_before_it()
      throws InterruptedException {
    String first;
    try (EventStream events = open(bob.token(), "Last-Event-ID", "0:999999999:AAAAAAAA")) {
      EventStream.Event hello = events.next();
      assertThat(hello.data().path("recovered").booleanValue()).isFalse();
      first = hello.id();
    }

    assertThat(first).isNotEmpty().isNotEqualTo("0:999999999:AAAAAAAA");
    try (EventStream again = open(bob.token(), "Last-Event-ID", first)) {
      assertThat(again.next().data().path("recovered").booleanValue()).isFalse();
    }
  }

  @Test
  void it_says_why_it_ends() throws InterruptedException {
    String token = stack.tokens().of(bob.address(), Duration.ofSeconds(8));
    try (EventStream events = open(token)) {
      EventStream.Event end = events.next("end");

      assertThat(end.data().path("code").intValue()).isEqualTo(4401);
      assertThat(end.data().path("reason").asText()).contains("expired");
      await().until(events::hasEnded);
    }
    try (EventStream again = open(token)) {
      assertThat(again.status()).isEqualTo(401);
    }
  }

  @Test
  void whoever_asks_for_neither_is_told_of_both_ways() {
    Answer refused = bob.api().get(bob.path("updates"));

    assertThat(refused.status()).isEqualTo(426);
    assertThat(refused.body().path("detail").asText())
        .contains("WebSocket", "kith.v1", "text/event-stream");
  }

  private EventStream open(String token, String... headers) {
    return EventStream.open(stack.frontDoor(), bob.address(), token, headers);
  }
}
