package dev.kith.bench.screens;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Opening of many sessions, up to {@code synced}. At most 1,000 are in progress at the same time,
 * because the server's queue of new connections is limited; a refused session is tried again.
 */
final class Opening {

  private static final int CONNECTING_AT_ONCE = 1_000;
  private static final int MOST_RETRIES_OF_EACH = 100;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Selector selector;
  private final List<WireSession> all;
  private final InetSocketAddress server;
  private final boolean resume;
  private final long startedAt = System.nanoTime();
  private final Queue<WireSession> waiting;
  private final Queue<WireSession> refused = new ArrayDeque<>();
  private final Set<WireSession> underWay = new HashSet<>();
  private long refusedComeAt;
  private int synced;
  private long retried;

  Opening(Selector selector, List<WireSession> sessions, InetSocketAddress server, boolean resume) {
    this.selector = selector;
    this.all = List.copyOf(sessions);
    this.server = server;
    this.resume = resume;
    this.waiting = new ArrayDeque<>(sessions);
  }

  /** Starts as many connections as the limit allows. */
  void goOn() throws IOException {
    if (!refused.isEmpty() && System.nanoTime() > refusedComeAt) {
      waiting.addAll(refused);
      refused.clear();
    }
    while (underWay.size() < CONNECTING_AT_ONCE && !waiting.isEmpty()) {
      WireSession next = waiting.remove();
      underWay.add(next);
      next.connect(server, selector);
    }
  }

  void connected(WireSession session, SelectionKey key) throws IOException {
    session.ask(key, server, resume);
  }

  void synced(WireSession session) throws IOException {
    if (underWay.remove(session)) {
      synced++;
      goOn();
    }
  }

  /**
   * Schedules another attempt for a session that has failed; returns false if the session is not
   * one of this opening or is already synced.
   */
  boolean failed(WireSession session) {
    boolean mine = underWay.remove(session);
    if (mine) {
      refused.add(session);
      refusedComeAt = System.nanoTime() + PAUSE_NANOS;
      if (++retried > (long) MOST_RETRIES_OF_EACH * all.size()) {
        throw new IllegalStateException("The server takes no sessions");
      }
    }
    return mine;
  }

  boolean isDone() {
    return synced == all.size();
  }

  String text() {
    long[] times = all.stream().mapToLong(WireSession::syncedAt).sorted().toArray();
    return "opened %d %d %d %d %d %d"
        .formatted(
            all.size(),
            all.stream().filter(WireSession::isRecovered).count(),
            retried,
            times[times.length - 1] - startedAt,
            times[times.length / 2] - startedAt,
            all.stream().mapToInt(WireSession::shown).min().orElse(FrameText.NO_NUMBER));
  }
}
