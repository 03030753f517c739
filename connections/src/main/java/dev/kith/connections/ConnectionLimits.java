package dev.kith.connections;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * Limits that a server sets for its clients.
 *
 * @param total maximum number of connections; 0: as many as {@link #ofOpenFiles} allows
 * @param perClient maximum number of connections of one client address; 0: limited only by the
 *     total
 * @param trustedProxies addresses and networks, such as {@code 10.0.0.0/8}, whose header {@code
 *     X-Forwarded-For} names the client: their requests in progress count for that client, and
 *     {@code perClient} does not limit the proxy's own connections
 * @param headTimeout longest time for a request head, from its first byte
 * @param idleTimeout longest time before the first request and between two requests
 * @param bodyGrace time in which a request body may arrive at any rate
 * @param bodyRate minimum average bytes per second of a body after that
 * @param pipelined maximum number of requests in one connection that wait for earlier responses
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

  /** Files that a process needs besides client connections: stores, jars, brokers. */
  private static final long OTHER_FILES = 2_000;

  private static final int MAX_CONNECTIONS = 100_000;

  /** Sets the total from the limit of open files, if it is not set. */
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
   * Maximum number of connections that this process's limit of open files allows, if each takes
   * {@code filesEach}.
   */
  public static int ofOpenFiles(int filesEach) {
    var files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : MAX_CONNECTIONS;
    // if the limit is low, half of the files are for clients
    var left = Math.max(files / 2, files - OTHER_FILES);
    return Math.clamp(left / filesEach, 1, MAX_CONNECTIONS);
  }
}
