package dev.kith.contactgraph.streams;

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
record Sent(Address sender, Address recipient, Optional<Address> group) {

  /** As the decoders of topics are called. */
  static Sent read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var message = (Message) value;
    var sender = new Address(message.getSender());
    if (!sender.text().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message is its sender");
    }
    if (sender.isGroup()) {
      throw new IllegalArgumentException("The sender of a message is a user");
    }
    var recipient = new Address(message.getRecipient());
    return new Sent(sender, recipient, group(message, recipient));
  }

  private static Optional<Address> group(Message message, Address recipient) {
    var group = Optional.ofNullable(message.getGroup()).map(Address::new);
    if (group.filter(address -> !address.isGroup()).isPresent()) {
      throw new IllegalArgumentException("The group of a message is none: " + Address.RULE);
    }
    return group.or(() -> Optional.of(recipient).filter(Address::isGroup));
  }

  /** With whom the sender has been in touch. */
  Address peer() {
    return group.orElse(recipient);
  }

  /** Who writes down something for themselves is in touch with nobody. */
  boolean isToOneself() {
    return peer().equals(sender);
  }
}
