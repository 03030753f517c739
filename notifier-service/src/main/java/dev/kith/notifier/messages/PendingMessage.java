package dev.kith.notifier.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.MessageChecked;
import dev.kith.domain.Address;
import dev.kith.domain.MessageClearance;
import dev.kith.domain.Position;
import dev.kith.kit.topology.SentMessage;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Message between the partitions that decide about it, with the decisions so far.
 *
 * @param stop address in whose partition it is
 */
record PendingMessage(
    Address stop, IncomingMessage incoming, Instant at, MessageClearance clearance) {

  /** Decoder of {@code kith.message-checks}. */
  static PendingMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var pendingMessage = (MessageChecked) value;
    if (!pendingMessage.getStop().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message check must be its stop");
    }
    return of(pendingMessage);
  }

  static PendingMessage of(MessageChecked value) {
    var sentMessage = SentMessage.of(value.getMessage());
    var stop = new Address(value.getStop());
    if (!stop.equals(sentMessage.recipient()) && !sentMessage.over().equals(Optional.of(stop))) {
      throw new IllegalArgumentException(
          "The stop of a message check must be its group or its recipient");
    }
    return new PendingMessage(
        stop,
        new IncomingMessage(value.getMessage(), sentMessage),
        value.getAt(),
        ClearanceCodec.read(sentMessage, value));
  }

  boolean isAtGroup() {
    return !stop.equals(incoming.sent().recipient());
  }

  /** Returns the message for the next partition, with the present decisions. */
  PendingMessage on(Address next, MessageClearance decided) {
    return new PendingMessage(next, incoming, at, decided);
  }
}
