package dev.kith.notifier.messages;

import dev.kith.avro.Message;
import dev.kith.domain.Position;
import dev.kith.kit.topology.SentMessage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** A message as its sender's partition takes it; what it says is carried along unread. */
record IncomingMessage(Message message, SentMessage sent) {

  /** As the decoders of topics are called. */
  static IncomingMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new IncomingMessage((Message) value, SentMessage.read(key, headers, value, at));
  }
}
