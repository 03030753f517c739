package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.Message;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Message that was sent, without its content.
 *
 * @param group that the message was written to; the recipient is a member of it, or is the group
 */
public record SentMessage(Address sender, Address recipient, Optional<Address> group) {

  /** Decoder of kith.messages. */
  public static SentMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var message = (Message) value;
    if (!message.getSender().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message is its sender");
    }
    return of(message);
  }

  /**
   * Message in a record.
   *
   * @throws IllegalArgumentException if the sender or the group is invalid
   */
  public static SentMessage of(Message message) {
    var sender = new Address(message.getSender());
    if (sender.isGroup()) {
      throw new IllegalArgumentException("The sender of a message is a user");
    }
    var recipient = new Address(message.getRecipient());
    return new SentMessage(sender, recipient, group(message, recipient));
  }

  private static Optional<Address> group(Message message, Address recipient) {
    var group = Optional.ofNullable(message.getGroup()).map(Address::new);
    if (group.filter(address -> !address.isGroup()).isPresent()) {
      throw new IllegalArgumentException("The group of a message is none: " + Address.RULE);
    }
    return group.or(() -> Optional.of(recipient).filter(Address::isGroup));
  }

  /** Peer with whom the sender communicated: the group if there is one, else the recipient. */
  public Address peer() {
    return group.orElse(recipient);
  }

  /** Group of which the recipient is a member, if the message was written to one. */
  public Optional<Address> over() {
    return group.filter(address -> !address.equals(recipient));
  }

  /**
   * Whether the message was sent to oneself, such as a note; it does not count as contact with a
   * peer.
   */
  public boolean isToOneself() {
    return peer().equals(sender);
  }
}
