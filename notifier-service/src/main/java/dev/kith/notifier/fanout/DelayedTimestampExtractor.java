package dev.kith.notifier.fanout;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Lets what comes from other topics go first: a task takes the record with the lowest timestamp, so
 * those of this source are moved back a little. An address book may lag by so much; a change that
 * somebody waits for must not wait until the books have written what others were told.
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
