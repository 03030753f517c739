package dev.kith.acceptance.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.EventStream;
import dev.kith.acceptance.client.RawSocket;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Tokens;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Test of the close codes of sessions that a client's frames or openings cause, through the front
 * door.
 */
@OnTheStack
class CloseCodesTest {

  private static final int TEXT = 0x81;
  private static final int TEXT_BEGINS = 0x01;
  private static final int CONTINUES = 0x00;
  private static final int ENDS = 0x80;
  private static final byte[] NOTHING = new byte[0];

  /** The default of {@code kith.notifier.sessions-per-user}. */
  private static final int MOST_SESSIONS = 32;

  private final Stack stack;
  private final Person bob;

  CloseCodesTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a reserved bit, c18000000000, 1002",
    "a frame without a mask, 810131, 1002",
    "a control frame in fragments, 098000000000, 1002",
    "a length in more bytes than it needs, 81fe000500000000, 1002",
    "a message within another, 018000000000818000000000, 1002",
    "a close frame with a code that must not be sent, 88820000000003ed, 1002",
    "bytes, 828100000000ff, 1003",
    "a text that is not UTF-8, 818200000000c0af, 1007",
    "a close frame whose reason is no text, 88840000000003e8c0af, 1007",
    "a frame of 64 bits' length, 81ff00000000ffffffff00000000, 1009",
    "a close frame, 88820000000003e8, 1000",
    "a client that goes away, 88820000000003e9, 1001",
  })
  void a_frame_that_is_not_as_it_must_be_ends_the_session_with_a_code(
      String what, String frame, int code) throws IOException {
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      socket.writes(HexFormat.of().parseHex(frame));

      assertThat(socket.awaitClosed()).as(what).isEqualTo(code);
    }
  }

  @Test
  void a_token_is_taken_however_its_frame_is_cut() throws IOException {
    byte[] frame = tokenFrame(bob.token());
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      socket.sends(TEXT, frame);
      socket.next("token");

      socket.sends(TEXT_BEGINS, NOTHING);
      socket.sends(CONTINUES, frame);
      socket.sends(ENDS, NOTHING);

      socket.next("token");
    }
  }

  @Test
  void a_token_as_long_as_one_in_a_header_is_looked_at_and_a_longer_message_is_not()
      throws IOException {
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      socket.sends(TEXT, tokenFrame("x".repeat(20_000)));
      assertThat(socket.next("problem").at("/problem/status").intValue()).isEqualTo(401);
      socket.sends(TEXT_BEGINS, new byte[20_000]);
      socket.sends(ENDS, new byte[20_000]);

      assertThat(socket.awaitClosed()).isEqualTo(1009);
    }
  }

  @Test
  void too_many_frames_end_the_session() throws IOException {
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      for (int ping = 0; ping < 20; ping++) {
        socket.says("{\"type\":\"ping\"}");
      }

      assertThat(socket.awaitClosed()).isEqualTo(1008);
    }
  }

  @Test
  void a_ping_is_answered() throws IOException {
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
      socket.says("{\"type\":\"ping\"}");
      assertThat(socket.next("pong").size()).isEqualTo(1);
      socket.says("{\"type\":\"ping\",\"more\":1}");
      assertThat(socket.next("problem").at("/problem/status").intValue()).isEqualTo(400);
    }
  }

  @Test
  void an_opening_that_is_refused_is_closed_with_its_reason_where_the_protocol_is_offered()
      throws IOException {
    String foreign = Tokens.ofAnotherKey().of(bob.address());
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), foreign)) {
      assertThat(socket.status()).isEqualTo(101);
      assertThat(socket.awaitClosed()).isEqualTo(4401);
    }
    try (RawSocket socket =
        RawSocket.open(
            stack.frontDoor(),
            "Sec-WebSocket-Protocol: kith.v1, bearer." + bob.token(),
            "Origin: https://evil.example")) {
      assertThat(socket.awaitClosed()).isEqualTo(4403);
    }
    try (RawSocket socket = RawSocket.open(stack.frontDoor(), "Sec-WebSocket-Protocol: kith.v1")) {
      assertThat(socket.awaitClosed()).isEqualTo(4401);
    }
  }

  @Test
  void an_opening_that_is_refused_is_answered_with_a_status_where_it_is_not() throws IOException {
    try (RawSocket socket = RawSocket.open(stack.frontDoor())) {
      assertThat(socket.status()).isEqualTo(401);
    }
    try (RawSocket socket =
        RawSocket.open(
            stack.frontDoor(), "Authorization: Bearer " + bob.token(), "Origin: https://x.y")) {
      assertThat(socket.status()).isEqualTo(403);
    }
  }

  @Test
  void who_has_as_many_sessions_as_a_user_may_have_opens_no_other() throws IOException {
    List<RawSocket> open = new ArrayList<>();
    try {
      while (open.size() < MOST_SESSIONS) {
        RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token());
        open.add(socket);
        socket.next("synced");
      }

      try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
        assertThat(socket.status()).isEqualTo(101);
        assertThat(socket.awaitClosed()).isEqualTo(4429);
      }
      try (RawSocket socket =
          RawSocket.open(stack.frontDoor(), "Authorization: Bearer " + bob.token())) {
        assertThat(socket.status()).isEqualTo(429);
      }
      try (EventStream events = EventStream.open(stack.frontDoor(), bob.address(), bob.token())) {
        assertThat(events.status()).isEqualTo(429);
        assertThat(events.header("Retry-After")).isEqualTo("1");
      }
      open.removeLast().close();
      await().untilAsserted(() -> opensSession());
    } finally {
      for (RawSocket socket : open) {
        socket.close();
      }
    }
  }

  private void opensSession() throws IOException {
    try (RawSocket socket = RawSocket.ofBrowser(stack.frontDoor(), bob.token())) {
      socket.next("synced");
    }
  }

  private static byte[] tokenFrame(String token) {
    return Json.of(Map.of("type", "token", "token", token)).toString().getBytes(UTF_8);
  }
}
