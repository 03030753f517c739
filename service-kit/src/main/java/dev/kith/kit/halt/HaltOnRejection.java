package dev.kith.kit.halt;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;

/**
 * Production exception handler that reports a rejected record to {@link HaltedPartitions} on the
 * task's own thread, so that the failure is attributed to the record that is being folded and not
 * to a later one.
 */
public final class HaltOnRejection implements ProductionExceptionHandler {

  /** Property that holds the {@link HaltedPartitions}. */
  public static final String HALTED = "kith.halted.partitions";

  private HaltedPartitions halted = new HaltedPartitions();

  @Override
  public void configure(Map<String, ?> configs) {
    if (configs.get(HALTED) instanceof HaltedPartitions given) {
      halted = given;
    }
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (exception instanceof RecordTooLargeException) {
      halted.rejected(exception);
    }
    return Response.fail(List.of());
  }
}
