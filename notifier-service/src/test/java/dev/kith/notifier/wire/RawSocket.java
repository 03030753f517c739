package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.Optional;

/** WebSocket client for tests that sees each frame as it is on the wire. */
public final class RawSocket implements AutoCloseable {

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

  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;
  private static final int SMALL_BUFFER = 4_096;

  private final Socket socket;
  private final DataInputStream in;

  public RawSocket(int port) throws IOException {
    socket = new Socket();
    // so that a client that does not read is full soon
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(OPENING.getBytes(US_ASCII));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError(head.toString());
    }
  }

  /** Whether anything has arrived that was not read. */
  public boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  /** Sends bytes as they are, given in hexadecimal digits. */
  public void send(String bytes) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(bytes));
  }

  /**
   * The next message: its text, {@code ping}, or {@code close} with the code; empty at the end of
   * the connection.
   */
  public Optional<String> next() throws IOException {
    var first = in.read();
    return switch (first) {
      case -1 -> Optional.empty();
      case PING -> Optional.of("ping" + new String(payload(), UTF_8).substring("kith".length()));
      case CLOSE -> {
        var payload = payload();
        yield Optional.of("close " + (((payload[0] & 0xff) << 8) | (payload[1] & 0xff)));
      }
      default -> Optional.of(message(first));
    };
  }

  private String message(int first) throws IOException {
    var text = new ByteArrayOutputStream();
    text.writeBytes(payload());
    if ((first & 0x7f) != 1) {
      throw new AssertionError("not the beginning of a text message: " + first);
    }
    var isLast = first == TEXT;
    while (!isLast) {
      var next = in.readUnsignedByte();
      if ((next & 0x7f) != 0) {
        throw new AssertionError("not the rest of a message: " + next);
      }
      text.writeBytes(payload());
      isLast = next == 0x80;
    }
    return text.toString(UTF_8);
  }

  private byte[] payload() throws IOException {
    var length = in.readUnsignedByte();
    return in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
