package dev.kith.acceptance.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.BareSocket;
import dev.kith.acceptance.client.EventStream;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Tokens;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Test of the expiry and renewal of a session's token, of the messages of clients, and of the
 * origins that may open a session.
 */
@OnTheStack
class SessionTokenTest {

  private static final Duration SHORT = Duration.ofSeconds(8);

  private final Stack stack;
  private final Person bob;
  private final URI updates;

  SessionTokenTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
    this.updates = Screen.updates(stack.frontDoor(), bob.address());
  }

  @Test
  void a_session_ends_with_its_token() {
    try (BareSocket socket = open(stack.tokens().of(bob.address(), SHORT))) {
      assertThat(socket.awaitClosed()).isEqualTo(4401);
    }
  }

  @Test
  void a_fresh_token_keeps_the_session_open() throws InterruptedException {
    try (BareSocket socket = open(stack.tokens().of(bob.address(), SHORT))) {
      socket.next("synced");
      socket.says(tokenFrame(bob.token()));

      JsonNode answer = socket.next("token");
      assertThat(Instant.parse(answer.path("expires").asText()))
          .isAfter(Instant.now().plus(Duration.ofHours(1)));
      TimeUnit.MILLISECONDS.sleep(SHORT.plusSeconds(2).toMillis());
      socket.says(tokenFrame(bob.token()));
      socket.next("token");
    }
  }

  @Test
  void a_token_of_somebody_else_or_of_another_key_changes_nothing() throws InterruptedException {
    try (BareSocket socket = open(stack.tokens().of(bob.address(), SHORT))) {
      socket.next("synced");
      socket.says(tokenFrame(stack.person("alice").token()));
      assertThat(problem(socket)).isEqualTo("https://kith.dev/problems/forbidden");
      socket.says(tokenFrame(Tokens.ofAnotherKey().of(bob.address())));
      assertThat(problem(socket)).isEqualTo("https://kith.dev/problems/unauthenticated");
      socket.says(tokenFrame(stack.tokens().expired(bob.address())));
      assertThat(problem(socket)).isEqualTo("https://kith.dev/problems/unauthenticated");

      assertThat(socket.awaitClosed()).isEqualTo(4401);
    }
  }

  @Test
  void anything_else_is_a_problem_and_too_much_of_it_ends_the_session()
      throws InterruptedException {
    try (BareSocket socket = open(bob.token())) {
      socket.next("synced");
      socket.says("{\"type\":\"hello\"}");
      assertThat(problem(socket)).isEqualTo("https://kith.dev/problems/invalid-field");
      socket.says("no JSON");
      assertThat(problem(socket)).isEqualTo("https://kith.dev/problems/invalid-field");
      for (int more = 0; more < 20 && !socket.isClosed(); more++) {
        says(socket, "[]");
      }

      assertThat(socket.awaitClosed()).isEqualTo(1008);
    }
  }

  @Test
  void bytes_are_not_understood() {
    try (BareSocket socket = open(bob.token())) {
      socket.saysBytes();

      assertThat(socket.awaitClosed()).isEqualTo(1003);
    }
  }

  @Test
  void a_web_page_of_another_host_opens_no_session() throws InterruptedException {
    String here = "http://" + stack.frontDoor().getAuthority();
    try (BareSocket own = BareSocket.open(updates, bob.token(), "Origin", here)) {
      own.next("synced");
    }
    try (BareSocket foreign =
        BareSocket.open(updates, bob.token(), "Origin", "https://evil.example")) {
      assertThat(foreign.awaitClosed()).isEqualTo(4403);
    }
    try (EventStream events =
        EventStream.open(
            stack.frontDoor(), bob.address(), bob.token(), "Origin", "https://evil.example")) {
      assertThat(events.status()).isEqualTo(403);
    }
  }

  /** Sends a text; the session may have ended because of an earlier one. */
  private static void says(BareSocket socket, String text) {
    var _ = catchThrowable(() -> socket.says(text));
  }

  private BareSocket open(String token) {
    return BareSocket.open(updates, token);
  }

  private static String problem(BareSocket socket) throws InterruptedException {
    return socket.next("problem").path("problem").path("type").asText();
  }

  private static String tokenFrame(String token) {
    return Json.of(Map.of("type", "token", "token", token)).toString();
  }
}
