package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;

/**
 * Program that is the floor of delivery: a server that answers each client with the first frames of
 * a session and writes one prepared frame after the other to all clients, from one thread. Its
 * output is at the right, and a command at the left:
 *
 * <pre>
 *                      port NUMBER          at the start
 * write FRAME          no output; writes the frame, which contains no space, to all clients
 * </pre>
 */
public final class ReadyFramesProgram {

  private static final int BACKLOG = 4_096;
  private static final int LARGEST_READ = 16 * 1024;
  private static final byte[] UPGRADED =
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"
          .getBytes(UTF_8);

  private final CommandLoop loop = new CommandLoop();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final ByteBuffer received = ByteBuffer.allocateDirect(LARGEST_READ);
  private final Map<SelectionKey, SocketChannel> screens = new HashMap<>();

  private ReadyFramesProgram() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(loop.selector(), SelectionKey.OP_ACCEPT);
  }

  /** Runs the program, which takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    ReadyFramesProgram program = new ReadyFramesProgram();
    CommandLoop.say("port " + program.server.socket().getLocalPort());
    program.loop.run(program::onReady, program::onCommand, () -> {});
  }

  private void onReady(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else {
        read(key);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void accept() throws IOException {
    for (SocketChannel screen = server.accept(); screen != null; screen = server.accept()) {
      screen.setOption(StandardSocketOptions.TCP_NODELAY, true);
      screen.configureBlocking(false);
      screen.register(loop.selector(), SelectionKey.OP_READ);
    }
  }

  /**
   * Reads from a client. The first read returns the whole upgrade request, and later input is
   * ignored.
   */
  private void read(SelectionKey key) throws IOException {
    SocketChannel screen = (SocketChannel) key.channel();
    try {
      if (screen.read(received.clear()) < 0) {
        throw new IOException("closed");
      }
    } catch (IOException gone) {
      screens.remove(key);
      screen.close();
      return;
    }
    if (screens.putIfAbsent(key, screen) == null) {
      write(screen, ByteBuffer.wrap(UPGRADED));
      write(screen, frame("{\"type\":\"hello\",\"recovered\":false}"));
      write(screen, frame("{\"type\":\"synced\",\"cursor\":\"0:0\"}"));
    }
  }

  private void onCommand(String[] words) {
    ByteBuffer frame = frame(words[1]);
    try {
      for (SocketChannel screen : screens.values()) {
        write(screen, frame.duplicate());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ByteBuffer frame(String text) {
    return WireFrames.text(text.getBytes(UTF_8));
  }

  /**
   * Writes without the selector: only few frames are in flight, and the socket's buffer has room
   * for them.
   */
  private static void write(SocketChannel screen, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      screen.write(bytes);
    }
  }
}
