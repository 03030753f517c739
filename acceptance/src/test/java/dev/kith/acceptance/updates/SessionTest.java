package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.timing.Times;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.SessionRefused;
import dev.kith.harness.client.Tokens;
import dev.kith.harness.stack.Stack;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Test of the beginning of a session: its token, hello, snapshot and synced. */
@Isolated("it measures")
@OnTheStack
class SessionTest {

  private static final int ROUNDS = 15;
  private static final int MOST_READS = 12;

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  SessionTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void a_session_begins_with_hello_the_address_book_and_synced() throws InterruptedException {
    Person carol = stack.person("carol");
    alice.puts(aProfile().named("Alice"));
    carol.puts(aProfile().named("Carol"));
    try (Screen first = bob.opensScreen()) {
      assertThat(first.hello().path("type").asText()).isEqualTo("hello");
      assertThat(first.hello().path("recovered").booleanValue()).isFalse();
      assertThat(first.subprotocol()).isEqualTo("kith.v1");
      assertThat(first.snapshot()).isEmpty();
      bob.subscribesTo(alice);
      assertThat(first.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      bob.subscribesTo(carol);
      assertThat(first.next()).isEqualTo(changed(carol, aProfile().named("Carol")));
    }

    try (Screen second = bob.opensScreen()) {
      assertThat(second.snapshot())
          .containsExactlyInAnyOrder(
              changed(alice, aProfile().named("Alice")), changed(carol, aProfile().named("Carol")));
    }
  }

  /**
   * Measures without writes, and while another session of the same partition is open: a node that
   * waits for its outstanding fetches from the topics opens a session in 25 to 70 times the time of
   * a read.
   */
  @Test
  void a_screen_opens_about_as_soon_as_an_address_book_is_read() throws InterruptedException {
    List<Long> reading = new ArrayList<>();
    List<Long> opening = new ArrayList<>();
    try (Screen _ = stack.personBeside(bob, "carol").opensScreen()) {
      for (int round = 0; round < ROUNDS; round++) {
        reading.add(nanos(() -> bob.addressBook()));
        opening.add(nanos(() -> bob.opensScreen().close()));
      }
    }

    long open = Times.of(opening).median();
    long read = Times.of(reading).median();
    System.out.printf(
        "A screen opens in %.1f times what it takes to read an address book (%.1f ms)%n",
        (double) open / read, read / 1e6);
    assertThat(open).isLessThan(MOST_READS * read);
  }

  private static long nanos(ThrowingCallable action) {
    long start = System.nanoTime();
    assertThatCode(action).doesNotThrowAnyException();
    return System.nanoTime() - start;
  }

  @Test
  void what_is_gone_is_in_no_snapshot() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (Screen first = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(first.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      bob.unsubscribesFrom(alice);
      assertThat(first.next()).isEqualTo(removed(alice));
    }

    try (Screen second = bob.opensScreen()) {
      assertThat(second.snapshot()).isEmpty();
    }
  }

  /**
   * Opens a screen right after an update: the update is in no address book before the next commit,
   * but the new screen must show it.
   */
  @Test
  void a_screen_that_opens_right_after_another_was_told_is_never_behind_it()
      throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (Screen first = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(first.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      for (int round = 0; round < 20; round++) {
        alice.blocks(bob);
        assertThat(first.next()).isEqualTo(removed(alice));
        try (Screen second = bob.opensScreen()) {
          assertThat(second.snapshot()).isEmpty();
        }
        alice.unblocks(bob);
        assertThat(first.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
        try (Screen second = bob.opensScreen()) {
          assertThat(second.snapshot()).containsExactly(changed(alice, aProfile().named("Alice")));
        }
      }
    }
  }

  @Test
  void a_program_may_send_its_token_in_the_header() {
    HttpClient client = HttpClient.newHttpClient();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + bob.token())
            .buildAsync(Screen.updates(stack.frontDoor(), "me"), new WebSocket.Listener() {})
            .join();
    socket.abort();
    client.close();

    assertThat(socket.getSubprotocol()).isEmpty();
  }

  @Test
  void no_session_without_a_token_that_is_good_for_it() {
    assertThat(refusal(bob, Tokens.ofAnotherKey().of(bob.address()))).isEqualTo(4401);
    assertThat(refusal(bob, stack.tokens().expired(bob.address()))).isEqualTo(4401);
    assertThat(refusal(bob, alice.token())).isEqualTo(4403);
  }

  private int refusal(Person subscriber, String token) {
    Throwable failure =
        catchThrowable(() -> Screen.open(stack.frontDoor(), subscriber.address(), token).close());
    assertThat(failure.getCause()).isInstanceOf(SessionRefused.class);
    return failure.getCause() instanceof SessionRefused refused ? refused.code() : 0;
  }
}
