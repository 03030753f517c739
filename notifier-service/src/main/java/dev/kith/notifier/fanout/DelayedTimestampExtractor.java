package dev.kith.notifier.fanout;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Timestamp extractor that adds a delay to the records of its source. A task takes the record with
 * the lowest timestamp, so records of other topics go first. An address book may lag by the delay;
 * changes that a client waits for must not wait until address books are written.
 */
public final class DelayedTimestampExtractor implements TimestampExtractor {

  /**
   * Less than the last updates that are kept for sessions cover, which take up from the book; and
   * far below the hour by which a broker lets timestamps be ahead of its clock.
   */
  static final Duration BY = Duration.ofSeconds(2);

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() + BY.toMillis();
  }

  /** When a record of this source was written, in milliseconds. */
  public static long writtenAt(long timestamp) {
    return timestamp - BY.toMillis();
  }
}
