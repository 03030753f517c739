package dev.kith.connections;

import dev.kith.connections.ConnectionListener.Reason;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * State of one connection from its acceptance until it carries a WebSocket or is closed: its phase,
 * and since when. Written on its event loop, read by any thread.
 */
final class Connection {

  /** A new connection is not evicted for this time. */
  private static final long UNTOUCHED = TimeUnit.SECONDS.toNanos(1);

  private static final long NEVER = Long.MAX_VALUE;

  private final Channel channel;
  private final ConnectionCount count;
  private final ConnectionLimits limits;
  private final @Nullable InetAddress client;
  private final AtomicBoolean ended = new AtomicBoolean();

  private volatile State state = new State(Phase.IDLE, System.nanoTime(), 0);
  private long bodyBytes;

  private enum Phase {
    /** Receiving a request head. */
    HEAD,
    /** Before the first request, or between two. */
    IDLE,
    BODY,
    /** Request received; the service is working on the response. */
    ANSWER
  }

  /** Phase, its start by {@link System#nanoTime()}, and the bytes of the body so far. */
  private record State(Phase phase, long since, long bytes) {}

  /** {@code client} is null if the peer is a trusted proxy. */
  Connection(
      Channel channel,
      ConnectionCount count,
      ConnectionLimits limits,
      @Nullable InetAddress client) {
    this.channel = channel;
    this.count = count;
    this.limits = limits;
    this.client = client;
  }

  void bytes() {
    if (state.phase == Phase.IDLE) {
      enter(Phase.HEAD);
    }
  }

  void head() {
    bodyBytes = 0;
    enter(Phase.BODY);
  }

  void body(int bytes) {
    bodyBytes += bytes;
    if (state.phase == Phase.BODY) {
      state = new State(Phase.BODY, state.since, bodyBytes);
    }
  }

  void requested() {
    enter(Phase.ANSWER);
  }

  void answered() {
    enter(Phase.IDLE);
  }

  private void enter(Phase phase) {
    state = new State(phase, System.nanoTime(), 0);
  }

  boolean isEvictable(@Nullable InetAddress inFavourOf, long now) {
    var current = state;
    return (current.phase == Phase.HEAD || current.phase == Phase.IDLE)
        && now - current.since > UNTOUCHED
        && !ended.get()
        && (inFavourOf == null || inFavourOf.equals(client));
  }

  /** Closes the connection if its time is over. */
  void check(long now) {
    var current = state;
    if (current.phase == Phase.BODY && !channel.config().isAutoRead()) {
      // the server reads slowly, not the client
      state = new State(Phase.BODY, now, current.bytes);
      return;
    }
    if (now - current.since > allowed(current)) {
      end(
          switch (current.phase) {
            case HEAD -> Reason.SLOW_HEAD;
            case BODY -> Reason.SLOW_BODY;
            case IDLE, ANSWER -> Reason.IDLE;
          });
    }
  }

  private long allowed(State current) {
    return switch (current.phase) {
      case HEAD -> limits.headTimeout().toNanos();
      case IDLE -> limits.idleTimeout().toNanos();
      case BODY ->
          limits.bodyGrace().toNanos()
              + TimeUnit.SECONDS.toNanos(current.bytes) / limits.bodyRate();
      case ANSWER -> NEVER;
    };
  }

  void end(Reason reason) {
    if (ended.compareAndSet(false, true)) {
      count.ended(reason);
      var _ = channel.close();
    }
  }
}
