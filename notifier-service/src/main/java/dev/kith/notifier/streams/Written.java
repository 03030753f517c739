package dev.kith.notifier.streams;

import dev.kith.avro.Message;
import dev.kith.domain.Position;
import dev.kith.kit.streams.Sent;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** A message as its sender's partition takes it; what it says is carried along unread. */
record Written(Message message, Sent sent) {

  /** As the decoders of topics are called. */
  static Written read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new Written((Message) value, Sent.read(key, headers, value, at));
  }
}
