package dev.kith.notifier.presence;

import dev.kith.avro.NodeHeartbeat;
import dev.kith.avro.PresenceClaimed;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Record of {@code kith.presence-claims}: a statement of a node about its sessions. A node's name
 * identifies one run of its process.
 */
public sealed interface PresenceClaim {

  /** Maximum length of a node's name. */
  int MAX_NODE_LENGTH = 512;

  String node();

  /** The node has its first session of this user. */
  record Arrived(String node, Address address) implements PresenceClaim {}

  /**
   * The node has no session of this user any more.
   *
   * @param silence how long the client of the last one had not been heard before
   */
  record Left(String node, Address address, Duration silence) implements PresenceClaim {}

  /** Heartbeat: the node still has all sessions that it claimed in this partition. */
  record Alive(String node) implements PresenceClaim {}

  /** The node is shutting down and has no session any more. */
  record Leaving(String node) implements PresenceClaim {}

  default SpecificRecord write() {
    return switch (this) {
      case Arrived(var node, var address) -> new PresenceClaimed(address.text(), node, true, 0L);
      case Left(var node, var address, var silence) ->
          new PresenceClaimed(address.text(), node, false, silence.toMillis());
      case Alive(var node) -> new NodeHeartbeat(node, false);
      case Leaving(var node) -> new NodeHeartbeat(node, true);
    };
  }

  static PresenceClaim read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return switch (value) {
      case PresenceClaimed claimed -> {
        var address = new Address(claimed.getAddress());
        yield claimed.getPresent()
            ? new Arrived(node(claimed.getNode()), address)
            : new Left(node(claimed.getNode()), address, silence(claimed));
      }
      case NodeHeartbeat heard ->
          heard.getLeaving()
              ? new Leaving(node(heard.getNode()))
              : new Alive(node(heard.getNode()));
      default -> throw new IllegalArgumentException("Not a presence claim: " + value.getClass());
    };
  }

  private static Duration silence(PresenceClaimed claimed) {
    return Duration.ofMillis(Math.max(0, claimed.getSilentMillis()));
  }

  private static String node(String node) {
    if (node.isEmpty() || node.length() > MAX_NODE_LENGTH || node.indexOf('|') >= 0) {
      throw new IllegalArgumentException(
          "A node's name must have 1 to %d characters and no '|'".formatted(MAX_NODE_LENGTH));
    }
    return node;
  }
}
