package dev.kith.acceptance.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.contract.StreamContract;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** WebSocket session on a plain TCP socket, which can send frames that no library would send. */
public final class RawSocket implements AutoCloseable {

  private static final int WITHIN_MILLIS = 20_000;
  private static final int CLOSE = 8;
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final String head;
  private boolean answersPings = true;

  private RawSocket(Socket socket, String request) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(WITHIN_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    out.write(request.getBytes(US_ASCII));
    head = readHead();
  }

  /** Requests the session of {@code me}; {@code headers} are whole header lines. */
  public static RawSocket open(URI door, String... headers) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "GET /v1/users/me/updates HTTP/1.1",
                "Host: " + door.getAuthority(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    lines.addAll(List.of(headers));
    return new RawSocket(
        new Socket(door.getHost(), door.getPort()), String.join("\r\n", lines) + "\r\n\r\n");
  }

  /** Opens a session as a browser does, with the token as a subprotocol. */
  public static RawSocket ofBrowser(URI door, String token) throws IOException {
    return open(door, "Sec-WebSocket-Protocol: kith.v1, bearer." + token);
  }

  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** Stops answering pings, like a peer that has lost its connection. */
  public void answersNoPings() {
    answersPings = false;
  }

  public void writes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Sends a frame with this first byte and a mask of zeros. */
  public void sends(int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < TWO_BYTES) {
      frame.write(MASKED | payload.length);
    } else {
      frame.write(MASKED | TWO_BYTES);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(new byte[4]);
    frame.write(payload);
    out.write(frame.toByteArray());
  }

  public void says(String text) throws IOException {
    sends(FIN | TEXT, text.getBytes(UTF_8));
  }

  /** Returns the next frame of that type and skips the frames before it. */
  public JsonNode next(String type) throws IOException {
    while (true) {
      Received received = receive();
      if (received.opcode == CLOSE) {
        throw new AssertionError("Closed with " + received.code() + " before a " + type);
      }
      if (received.opcode == TEXT) {
        JsonNode frame = Json.parse(new String(received.payload, UTF_8));
        StreamContract.ofNotifier().saw(frame);
        if (frame.path("type").asText().equals(type)) {
          return frame;
        }
      }
    }
  }

  /** Returns the code with which the other side closes the session. */
  public int awaitClosed() throws IOException {
    Received received = receive();
    while (received.opcode != CLOSE) {
      received = receive();
    }
    StreamContract.ofNotifier().sawClosed(received.code());
    return received.code();
  }

  private static final class Received {
    private final int opcode;
    private final byte[] payload;

    Received(int opcode, byte[] payload) {
      this.opcode = opcode;
      this.payload = payload;
    }

    int code() {
      return ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }
  }

  private Received receive() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte();
    if (length == TWO_BYTES) {
      length = in.readUnsignedShort();
    } else if (length == EIGHT_BYTES) {
      length = in.readLong();
    }
    Received received = new Received(first & 0xf, in.readNBytes(Math.toIntExact(length)));
    if (received.opcode == PING && answersPings) {
      sends(FIN | PING + 1, received.payload);
    }
    return received;
  }

  private String readHead() throws IOException {
    StringBuilder read = new StringBuilder();
    while (!read.toString().endsWith("\r\n\r\n")) {
      read.append((char) in.readUnsignedByte());
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
