package dev.kith.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What a server allows its clients.
 *
 * @param total connections, at most; 0: as many as {@link #ofOpenFiles} allows
 * @param perClient connections of one client's address, at most; 0: no bound but the total
 * @param trustedProxies addresses and networks, such as {@code 10.0.0.0/8}, whose header {@code
 *     X-Forwarded-For} tells the client: requests under way are counted for that one, and the
 *     proxy's own connections are not bound by {@code perClient}
 * @param headTimeout how long a request's head may take, from its first byte or the connection's
 *     acceptance
 * @param idleTimeout how long a connection may stay between two requests
 * @param bodyGrace how long a request's body may take at whatever rate
 * @param bodyRate bytes a second that a body has to come with after that, on average
 * @param pipelined requests that may wait in one connection for the answers of those before them
 */
public record ConnectionLimits(
    int total,
    int perClient,
    List<String> trustedProxies,
    Duration headTimeout,
    Duration idleTimeout,
    Duration bodyGrace,
    int bodyRate,
    int pipelined) {

  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          0,
          0,
          List.of(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          1024,
          64);

  /** Files that a process needs beside its clients' connections: stores, jars, brokers. */
  private static final long OTHER_FILES = 2_000;

  private static final int MOST = 100_000;

  /** With a total of its own, where none is set. */
  public ConnectionLimits withTotalOfOpenFiles(int filesEach) {
    return total > 0 ? this : withTotal(ofOpenFiles(filesEach));
  }

  public ConnectionLimits {
    trustedProxies = List.copyOf(trustedProxies);
  }

  public ConnectionLimits withTotal(int other) {
    return new ConnectionLimits(
        other, perClient, trustedProxies, headTimeout, idleTimeout, bodyGrace, bodyRate, pipelined);
  }

  public ConnectionLimits withPerClient(int other) {
    return new ConnectionLimits(
        total, other, trustedProxies, headTimeout, idleTimeout, bodyGrace, bodyRate, pipelined);
  }

  public ConnectionLimits withTrustedProxies(List<String> other) {
    return new ConnectionLimits(
        total, perClient, other, headTimeout, idleTimeout, bodyGrace, bodyRate, pipelined);
  }

  public ConnectionLimits withTimeouts(Duration head, Duration idle, Duration body) {
    return new ConnectionLimits(
        total, perClient, trustedProxies, head, idle, body, bodyRate, pipelined);
  }

  /**
   * As many connections as this process may have files open, where each takes {@code filesEach}.
   */
  public static int ofOpenFiles(int filesEach) {
    var files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : MOST;
    // where few files are allowed, half of them are for clients
    var left = Math.max(files / 2, files - OTHER_FILES);
    return Math.clamp(left / filesEach, 1, MOST);
  }
}
