package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.schemas.RecordSize;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Builder of dead letters: the original record, with headers for service, origin and reason. Parts
 * that do not fit into the topic's limit are omitted, and a header says so; the record still exists
 * in its original topic.
 */
final class DeadLetter {

  /** Bytes allowed for a header with its lengths, a record, and the batch around them. */
  private static final int OVERHEAD = 16;

  private static final int LONGEST_DETAIL = 500;

  private DeadLetter() {}

  static Record<byte[], Object> of(
      Record<byte[], byte[]> record,
      RecordMetadata metadata,
      String service,
      String reason,
      String detail) {
    var own = new RecordHeaders();
    add(own, "kith_service", service);
    add(own, "kith_topic", metadata.topic());
    add(own, "kith_partition", Integer.toString(metadata.partition()));
    add(own, "kith_offset", Long.toString(metadata.offset()));
    add(own, "kith_reason", reason);
    add(own, "kith_detail", shortened(detail));
    return fitting(record, own);
  }

  private static Record<byte[], Object> fitting(Record<byte[], byte[]> record, RecordHeaders own) {
    var left = RecordSize.DEAD_LETTER - size(own);
    var headers = size(record.headers());
    var key = size(record.key());
    var value = size(record.value());
    if (key + value + headers <= left) {
      return letter(record, record.key(), record.value(), own, true);
    }
    var omitted = "%d bytes of key, %d of value, %d of headers".formatted(key, value, headers);
    var keepsKey = key + headers <= left;
    add(
        own,
        "kith_omitted",
        (keepsKey ? "The value is omitted: " : "Key, value and headers are omitted: ") + omitted);
    return letter(record, keepsKey ? record.key() : null, null, own, keepsKey);
  }

  private static Record<byte[], Object> letter(
      Record<byte[], byte[]> record,
      byte @Nullable [] key,
      byte @Nullable [] value,
      RecordHeaders own,
      boolean withHeaders) {
    var headers = withHeaders ? new RecordHeaders(record.headers()) : new RecordHeaders();
    own.forEach(headers::add);
    return new Record<>(key, value, record.timestamp(), headers);
  }

  private static long size(Headers headers) {
    long size = 0;
    for (var header : headers) {
      size += header.key().getBytes(UTF_8).length + size(header.value()) + OVERHEAD;
    }
    return size;
  }

  private static long size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static String shortened(String detail) {
    return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
