package dev.kith.notifier.presence;

import dev.kith.avro.NodeHeartbeat;
import dev.kith.avro.PresenceClaimed;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** What a node says of its sessions; the node is one as it was started, not as it is called. */
public sealed interface PresenceClaim {

  /** Characters of a node's name. */
  int LONGEST_NODE = 512;

  String node();

  /** It has the first session of this user. */
  record Arrived(String node, Address address) implements PresenceClaim {}

  /** It has none of this user any more, and heard nothing of the last one for so long. */
  record Left(String node, Address address, Duration silence) implements PresenceClaim {}

  /** It still has all that it claimed in this partition. */
  record Alive(String node) implements PresenceClaim {}

  /** It is about to stop, and has none of them any more. */
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
      default -> throw new IllegalArgumentException("No claim: " + value.getClass());
    };
  }

  private static Duration silence(PresenceClaimed claimed) {
    return Duration.ofMillis(Math.max(0, claimed.getSilentMillis()));
  }

  private static String node(String node) {
    if (node.isEmpty() || node.length() > LONGEST_NODE || node.indexOf('|') >= 0) {
      throw new IllegalArgumentException(
          "A node's name has 1 to %d characters and no '|'".formatted(LONGEST_NODE));
    }
    return node;
  }
}
