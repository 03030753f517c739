package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.MessageChecked;
import dev.kith.domain.Address;
import dev.kith.domain.Passage;
import dev.kith.domain.Position;
import dev.kith.kit.streams.Sent;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A message on its way, with what is decided about it.
 *
 * @param stop in whose partition it is
 */
record Checked(Address stop, Written written, Instant at, Passage passage) {

  /** As the decoders of topics are called. */
  static Checked read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var checked = (MessageChecked) value;
    if (!checked.getStop().equals(new String(key, UTF_8))) {
      throw new IllegalArgumentException("The key of a message on its way is where it stops");
    }
    return of(checked);
  }

  static Checked of(MessageChecked value) {
    var sent = Sent.of(value.getMessage());
    var stop = new Address(value.getStop());
    if (!stop.equals(sent.recipient()) && !sent.over().equals(Optional.of(stop))) {
      throw new IllegalArgumentException("A message stops at its group and its recipient");
    }
    return new Checked(
        stop, new Written(value.getMessage(), sent), value.getAt(), PassageCodec.read(sent, value));
  }

  boolean isAtGroup() {
    return !stop.equals(written.sent().recipient());
  }

  /** On to the next partition, with what is decided now. */
  Checked on(Address next, Passage decided) {
    return new Checked(next, written, at, decided);
  }
}
