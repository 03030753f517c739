package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.Message;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A message that was sent; what it says is no matter here.
 *
 * @param group to which it was written, of which the recipient is a member or which it is
 */
public record SentMessage(Address sender, Address recipient, Optional<Address> group) {

  /** As the decoders of topics are called. */
  public static SentMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var message = (Message) value;
    if (!message.getSender().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message is its sender");
    }
    return of(message);
  }

  /**
   * A message that is what its record says.
   *
   * @throws IllegalArgumentException if nobody can have sent it
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

  /** With whom the sender has been in touch. */
  public Address peer() {
    return group.orElse(recipient);
  }

  /** The group of which the recipient is a member, if it was written to one. */
  public Optional<Address> over() {
    return group.filter(address -> !address.equals(recipient));
  }

  /** Who writes down something for themselves is in touch with nobody. */
  public boolean isToOneself() {
    return peer().equals(sender);
  }
}
