package dev.kith.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports that one launcher chooses from, by the hundred. It holds the first of each hundred
 * while this is open: what it has chosen is free for seconds until a process listens there, and
 * another launcher that starts at that moment keeps away from it.
 */
public final class PortBlocks implements AutoCloseable {

  // below what Linux and macOS hand out to clients, so that a restarted process finds its port free
  private static final int FIRST = 21_000;
  private static final int COUNT = 100;
  private static final int SIZE = 100;
  private static final int ATTEMPTS = 1_000;

  private final Map<Integer, ServerSocket> ours = new TreeMap<>();

  /** Binds to {@code wanted} if it is free and no other launcher's, else to another; 0 is any. */
  ServerSocket bind(int wanted) throws IOException {
    Optional<ServerSocket> bound = isForUs(wanted) ? tryToBind(wanted) : Optional.empty();
    for (int attempt = 0; bound.isEmpty() && attempt < ATTEMPTS; attempt++) {
      // most blocks have no more than what is asked for: another one now and then
      int block =
          attempt % 10 == 9 || ours.isEmpty() ? random(COUNT) : ours.keySet().iterator().next();
      int port = FIRST + block * SIZE + 1 + random(SIZE - 1);
      bound = isForUs(port) ? tryToBind(port) : Optional.empty();
    }
    return bound.orElseThrow(() ->
        new IOException(
            "no free port between %d and %d".formatted(FIRST, FIRST + COUNT * SIZE - 1)));
  }

  private boolean isForUs(int port) throws IOException {
    int block = Math.floorDiv(port - FIRST, SIZE);
    if (block < 0 || block >= COUNT) {
      return port != 0;
    }
    if (!ours.containsKey(block)) {
      tryToBind(FIRST + block * SIZE).ifPresent(first -> ours.put(block, first));
    }
    return ours.containsKey(block);
  }

  private static Optional<ServerSocket> tryToBind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return Optional.of(socket);
    } catch (IOException taken) {
      socket.close();
      return Optional.empty();
    }
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket first : ours.values()) {
      first.close();
    }
    ours.clear();
  }
}
