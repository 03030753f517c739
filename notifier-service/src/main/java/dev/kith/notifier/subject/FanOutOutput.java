package dev.kith.notifier.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.replica.EventTime;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/** Output of a processor to {@code kith.fanout}: the records about one subject, by partition. */
final class FanOutOutput {

  private final ProcessingContext context;
  private final Consumer<Record<byte[], PlacedRecord>> forward;

  /**
   * Creates an output.
   *
   * @param forward forwards a record to the sink
   */
  FanOutOutput(ProcessingContext context, Consumer<Record<byte[], PlacedRecord>> forward) {
    this.context = context;
    this.forward = forward;
  }

  /**
   * Writes records about a subject.
   *
   * @param eventTime when the event behind them was appended, in milliseconds, or {@link
   *     EventTime#NONE}
   */
  void write(Address subject, Map<Integer, ? extends FanOutRecord> records, long eventTime) {
    var key = subject.text().getBytes(UTF_8);
    records.forEach((partition, record) ->
        forward.accept(
            new Record<>(
                key,
                PlacedRecord.of(partition, record),
                context.currentSystemTimeMs(),
                headers(eventTime))));
  }

  private static RecordHeaders headers(long eventTime) {
    return eventTime == EventTime.NONE
        ? new RecordHeaders()
        : new RecordHeaders(new Header[] {EventTime.header(eventTime)});
  }
}
