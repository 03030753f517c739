package dev.kith.connections;

import dev.kith.connections.ConnectionListener.Reason;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The open connections of a server and who has how many. Thread-safe. */
final class ConnectionCount {

  /** Connections that are looked at for one to close in favour of a new one. */
  private static final int LOOKED_AT = 4_096;

  private final ConnectionLimits limits;
  private final ConnectionListener listener;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> perClient = new ConcurrentHashMap<>();
  private final Set<Connection> watched = ConcurrentHashMap.newKeySet();

  ConnectionCount(ConnectionLimits limits, ConnectionListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  int open() {
    return open.get();
  }

  void ended(Reason reason) {
    listener.ended(reason, open.get());
  }

  /** Counts one more connection; false if there is no room for it, and it is not counted. */
  boolean accept() {
    if (open.incrementAndGet() > limits.total() && !evict(null)) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  void closed() {
    open.decrementAndGet();
  }

  /** Counts one more of the client; false if it has as many as it may, and it is not counted. */
  boolean take(InetAddress client) {
    if (limits.perClient() == 0) {
      return true;
    }
    if (perClient.merge(client, 1, Integer::sum) > limits.perClient() && !evict(client)) {
      giveBack(client);
      return false;
    }
    return true;
  }

  void giveBack(InetAddress client) {
    if (limits.perClient() > 0) {
      perClient.computeIfPresent(client, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  void watch(Connection connection) {
    watched.add(connection);
  }

  void unwatch(Connection connection) {
    watched.remove(connection);
  }

  /** Ends those whose time is over. */
  void sweep(long now) {
    watched.forEach(connection -> connection.check(now));
  }

  /** Closes a connection without a request under way, of that client or of any. */
  private boolean evict(@Nullable InetAddress client) {
    var now = System.nanoTime();
    var looked = 0;
    for (var connection : watched) {
      if (connection.isEvictable(client, now)) {
        connection.end(Reason.EVICTED);
        return true;
      }
      if (++looked == LOOKED_AT) {
        return false;
      }
    }
    return false;
  }
}
