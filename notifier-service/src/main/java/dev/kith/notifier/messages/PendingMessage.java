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
 * A message on its way, with what is decided about it.
 *
 * @param stop in whose partition it is
 */
record PendingMessage(Address stop, IncomingMessage written, Instant at, MessageClearance passage) {

  /** As the decoders of topics are called. */
  static PendingMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var pendingMessage = (MessageChecked) value;
    if (!pendingMessage.getStop().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message on its way is where it stops");
    }
    return of(pendingMessage);
  }

  static PendingMessage of(MessageChecked value) {
    var sentMessage = SentMessage.of(value.getMessage());
    var stop = new Address(value.getStop());
    if (!stop.equals(sentMessage.recipient()) && !sentMessage.over().equals(Optional.of(stop))) {
      throw new IllegalArgumentException("A message stops at its group and its recipient");
    }
    return new PendingMessage(
        stop,
        new IncomingMessage(value.getMessage(), sentMessage),
        value.getAt(),
        ClearanceCodec.read(sentMessage, value));
  }

  boolean isAtGroup() {
    return !stop.equals(written.sent().recipient());
  }

  /** On to the next partition, with what is decided now. */
  PendingMessage on(Address next, MessageClearance decided) {
    return new PendingMessage(next, written, at, decided);
  }
}
