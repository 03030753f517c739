package dev.kith.notifier.messages;

import dev.kith.avro.Message;
import dev.kith.domain.Position;
import dev.kith.kit.topology.SentMessage;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** Message as the sender's partition reads it; its content is passed on undecoded. */
record IncomingMessage(Message message, SentMessage sent) {

  /** Decoder of {@code kith.messages}. */
  static IncomingMessage read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new IncomingMessage((Message) value, SentMessage.read(key, headers, value, at));
  }
}
