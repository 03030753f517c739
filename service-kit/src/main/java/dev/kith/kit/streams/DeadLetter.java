package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record that could not be read, as it was, with headers that say whose, where from, and why. */
final class DeadLetter {

  private DeadLetter() {}

  static Record<byte[], Object> of(
      Record<byte[], byte[]> record,
      RecordMetadata metadata,
      String service,
      String reason,
      String detail) {
    var headers = new RecordHeaders(record.headers());
    add(headers, "kith_service", service);
    add(headers, "kith_topic", metadata.topic());
    add(headers, "kith_partition", Integer.toString(metadata.partition()));
    add(headers, "kith_offset", Long.toString(metadata.offset()));
    add(headers, "kith_reason", reason);
    add(headers, "kith_detail", detail);
    return new Record<>(record.key(), record.value(), record.timestamp(), headers);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
