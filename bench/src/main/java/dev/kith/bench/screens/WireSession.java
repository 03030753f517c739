package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Client session that uses as little memory as possible. */
final class WireSession {

  private static final byte[] NOTHING = {};
  private static final String KEY = "a2l0aC1iZW5jaC1rZXktMQ==";

  private final String address;
  private final String token;
  private @Nullable SocketChannel channel;
  private byte[] rest = NOTHING;
  private @Nullable String cursor;
  private boolean upgraded;
  private boolean recovered;
  private boolean synced;
  private int shown = FrameText.NO_NUMBER;
  private long syncedAt;

  WireSession(String address, String token) {
    this.address = address;
    this.token = token;
  }

  boolean isSynced() {
    return synced;
  }

  boolean isRecovered() {
    return recovered;
  }

  long syncedAt() {
    return syncedAt;
  }

  int shown() {
    return shown;
  }

  void forgetShown() {
    shown = FrameText.NO_NUMBER;
  }

  void connect(InetSocketAddress server, Selector selector) throws IOException {
    SocketChannel opened = SocketChannel.open();
    channel = opened;
    rest = NOTHING;
    upgraded = false;
    recovered = false;
    synced = false;
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // closing sends a reset, as if the connection was cut, and leaves no port in TIME_WAIT
    opened.setOption(StandardSocketOptions.SO_LINGER, 0);
    opened.configureBlocking(false);
    opened.register(selector, SelectionKey.OP_CONNECT, this);
    opened.connect(server);
  }

  /** Completes the connection and sends the upgrade request. */
  void ask(SelectionKey key, InetSocketAddress server, boolean resume) throws IOException {
    SocketChannel connected = (SocketChannel) key.channel();
    connected.finishConnect();
    key.interestOps(SelectionKey.OP_READ);
    String query = resume && cursor != null ? "?cursor=" + cursor : "";
    String request =
        """
        GET /v1/users/%s/updates%s HTTP/1.1
        Host: %s:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Key: %s
        Sec-WebSocket-Protocol: kith.v1
        Authorization: Bearer %s

        """
            .formatted(address, query, server.getHostString(), server.getPort(), KEY, token)
            .replace("\n", "\r\n");
    write(connected, ByteBuffer.wrap(request.getBytes(US_ASCII)));
  }

  /**
   * Reads the available bytes.
   *
   * @param into buffer for more than one frame, which all sessions share
   */
  void receive(byte[] into, @Nullable Tally tally) throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      return;
    }
    System.arraycopy(rest, 0, into, 0, rest.length);
    int read = open.read(ByteBuffer.wrap(into, rest.length, into.length - rest.length));
    long now = System.nanoTime();
    if (read < 0) {
      throw new IOException("The server closed the connection of " + address);
    }
    int end = rest.length + read;
    int at = upgraded ? 0 : takeHead(into, end);
    while (upgraded && at < end) {
      int next = takeFrame(into, at, end, tally, now);
      if (next == WireFrames.INCOMPLETE) {
        break;
      }
      at = next;
    }
    rest = at == end ? NOTHING : Arrays.copyOfRange(into, at, end);
  }

  private int takeHead(byte[] bytes, int end) throws IOException {
    int headEnd = WireFrames.headEnd(bytes, 0, end);
    if (headEnd == WireFrames.INCOMPLETE) {
      return 0;
    }
    String head = new String(bytes, 0, end, US_ASCII);
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException(head.lines().findFirst().orElse("") + " for " + address);
    }
    upgraded = true;
    return headEnd;
  }

  private int takeFrame(byte[] bytes, int at, int end, @Nullable Tally tally, long now)
      throws IOException {
    int start = WireFrames.payloadStart(bytes, at, end);
    int next =
        start == WireFrames.INCOMPLETE ? start : WireFrames.payloadEnd(bytes, at, start, end);
    if (next == WireFrames.INCOMPLETE) {
      return next;
    }
    switch (WireFrames.kind(bytes, at)) {
      case WireFrames.TEXT -> takeText(bytes, start, next, tally, now);
      case WireFrames.PING -> pong(WireFrames.pong(bytes, start, next));
      case WireFrames.CLOSE -> throw new IOException("The server said good-bye to " + address);
      default -> {}
    }
    return next;
  }

  private void takeText(byte[] bytes, int start, int end, @Nullable Tally tally, long now) {
    String newest = FrameText.cursor(bytes, start, Math.min(end, start + 80));
    cursor = newest == null ? cursor : newest;
    if (FrameText.isUpdate(bytes, start, end)) {
      int number = FrameText.number(bytes, start, end);
      if (tally != null && synced) {
        tally.frame(bytes, start, end);
        tally.shown(shown, number, now);
      }
      shown = Math.max(shown, number);
    } else if (FrameText.isHello(bytes, start, end)) {
      recovered = FrameText.isRecovered(bytes, start, end);
      // a snapshot follows, and a session can resume from it only when the snapshot is complete
      cursor = recovered ? cursor : newest;
    } else if (FrameText.isSynced(bytes, start, end) && !synced) {
      synced = true;
      syncedAt = now;
    }
  }

  private void pong(ByteBuffer pong) throws IOException {
    if (channel != null) {
      write(channel, pong);
    }
  }

  /**
   * Writes without the selector: a client sends little, and the socket's buffer takes it at once.
   */
  private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Closes the connection with a reset. */
  void cut() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException alreadyCut) {
      // the connection is closed, as intended
    }
    channel = null;
    synced = false;
  }
}
