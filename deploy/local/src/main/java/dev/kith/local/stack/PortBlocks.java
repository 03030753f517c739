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
 * Blocks of 100 ports from which one launcher chooses. The launcher keeps the first port of each
 * block bound. A chosen port stays unused for some seconds until its process listens; the bound
 * first port keeps other launchers from taking it meanwhile.
 */
public final class PortBlocks implements AutoCloseable {

  // below the ephemeral ports of Linux and macOS, so that a restarted process finds its port free
  private static final int FIRST = 21_000;
  private static final int COUNT = 100;
  private static final int SIZE = 100;
  private static final int ATTEMPTS = 1_000;

  private final Map<Integer, ServerSocket> ours = new TreeMap<>();

  /**
   * Binds to {@code wanted} if it is free and in no other launcher's block, else to another port;
   * 0: any.
   */
  ServerSocket bind(int wanted) throws IOException {
    Optional<ServerSocket> bound = isForUs(wanted) ? tryToBind(wanted) : Optional.empty();
    for (int attempt = 0; bound.isEmpty() && attempt < ATTEMPTS; attempt++) {
      // usually an own block; now and then another one, in case the own ones are full
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
