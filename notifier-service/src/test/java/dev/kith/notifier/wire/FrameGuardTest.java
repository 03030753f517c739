package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames as they are on the wire, and the close codes that they are answered with. */
class FrameGuardTest {

  private static final String OPENING =
      """
      GET / HTTP/1.1
      Host: d
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");

  private static final int MOST = 1024;
  private static final int CLOSE = 0x88;
  private static final int PONG = 0x8a;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger signs = new AtomicInteger();
  private int port;

  @BeforeEach
  void open() {
    port =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(MOST)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false))
            .requestHandler(this::accept)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void accept(HttpServerRequest request) {
    var channel = FrameGuard.channel(request);
    var _ = request.toWebSocket().onSuccess(socket -> guard(socket, channel));
  }

  private void guard(ServerWebSocket socket, ChannelHandlerContext channel) {
    socket.exceptionHandler(_ -> {});
    FrameGuard.guard(
        channel,
        new FrameGuard.Listener() {
          @Override
          public void heard() {
            signs.incrementAndGet();
          }

          @Override
          public void end(int code, String reason) {
            new WebSocketConnection(socket, channel).close(code, reason);
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a reserved bit, c18000000000, 1002",
    "an opcode that nobody has, 838000000000, 1002",
    "a frame without a mask, 810131, 1002",
    "a control frame in fragments, 098000000000, 1002",
    "a control frame that is too long, 89fe007e00000000, 1002",
    "a length in more bytes than it needs, 81fe000500000000, 1002",
    "a length of 64 bits that is small, 81ff000000000000000500000000, 1002",
    "a length of 64 bits that is negative, 81ffffffffffffffffff00000000, 1002",
    "a length of 64 bits that is large, 81ff00000000ffffffff00000000, 1009",
    "a frame that is too large, 81fe040100000000, 1009",
    "the rest of a message that has not begun, 808000000000, 1002",
    "a message within another, 018000000000818000000000, 1002",
    "a close frame with half a code, 88810000000003, 1002",
    "a close frame with a code that must not be sent, 88820000000003ed, 1002",
    "a close frame with a code that nobody has, 8882000000000001, 1002",
    "a close frame whose reason is no text, 88840000000003e8c0af, 1007",
    "a close frame, 88820000000003e8, 1000",
  })
  void a_frame_is_answered_with_a_code(String what, String frame, int code) throws IOException {
    try (Socket socket = opened()) {
      socket.getOutputStream().write(HexFormat.of().parseHex(frame));

      assertThat(closed(socket)).as(what).isEqualTo(code);
    }
  }

  @Test
  void any_frame_is_a_sign_of_life() throws IOException {
    try (Socket socket = opened()) {
      socket.getOutputStream().write(HexFormat.of().parseHex("898000000000"));

      assertThat(socket.getInputStream().read()).isEqualTo(PONG);
    }
    assertThat(signs).hasValue(1);
  }

  @Test
  void too_many_frames_end_the_session_and_no_more_are_answered() throws IOException {
    try (Socket socket = opened()) {
      byte[] pings = HexFormat.of().parseHex("898000000000".repeat(1_000));
      socket.getOutputStream().write(pings);

      assertThat(closed(socket)).isEqualTo(1008);
      assertThat(socket.getInputStream().read()).as("after the close frame").isEqualTo(-1);
    }
    assertThat(signs.get()).isLessThan(200);
  }

  private Socket opened() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(OPENING.getBytes(US_ASCII));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) socket.getInputStream().read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101 ");
    return socket;
  }

  /** The code of the close frame; pongs may come before it. */
  private static int closed(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int type = in.readUnsignedByte();
    byte[] body = in.readNBytes(in.readUnsignedByte());
    if (type == PONG) {
      return closed(socket);
    }
    assertThat(type).isEqualTo(CLOSE);
    return ((body[0] & 0xff) << 8) | (body[1] & 0xff);
  }
}
