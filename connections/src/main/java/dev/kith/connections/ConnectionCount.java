package dev.kith.connections;

import dev.kith.connections.ConnectionListener.Reason;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counter of a server's open connections, in total and per client. Thread-safe. */
final class ConnectionCount {

  /** Maximum number of connections that are examined to find one to evict. */
  private static final int MAX_EXAMINED = 4_096;

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

  /** Counts one more connection; returns false, without counting it, if there is no room. */
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

  /**
   * Counts one more connection of the client; returns false, without counting it, if the client is
   * at its limit.
   */
  boolean take(InetAddress client) {
    if (limits.perClient() == 0) {
      return true;
    }
    if (perClient.merge(client, 1, Integer::sum) > limits.perClient() && !evict(client)) {
      release(client);
      return false;
    }
    return true;
  }

  void release(InetAddress client) {
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

  /** Closes connections whose time is over. */
  void sweep(long now) {
    watched.forEach(connection -> connection.check(now));
  }

  /** Closes one connection that has no request in progress, of that client or of any. */
  private boolean evict(@Nullable InetAddress client) {
    var now = System.nanoTime();
    var looked = 0;
    for (var connection : watched) {
      if (connection.isEvictable(client, now)) {
        connection.end(Reason.EVICTED);
        return true;
      }
      if (++looked == MAX_EXAMINED) {
        return false;
      }
    }
    return false;
  }
}
