package dev.kith.kit.topology;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Headers;

/**
 * Epochs of this node as a writer of the journal, one for each partition whose task runs here (ADR
 * 30). A node that takes over a partition has a higher epoch than all that it has folded. The folds
 * pass over an event with a lower epoch than an earlier event of the same service.
 */
@ApplicationScoped
public class WriterEpochs {

  /** Header of an event with the epoch of its writer, a decimal number. */
  public static final String HEADER = "kith_epoch";

  /** Far beyond any clock; higher numbers are not epochs. */
  private static final long HIGHEST = 1L << 53;

  private final Map<Integer, Long> epochs = new ConcurrentHashMap<>();
  private final LongSupplier clockMillis;

  @Inject
  public WriterEpochs() {
    this(System::currentTimeMillis);
  }

  WriterEpochs(LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
  }

  /** Epoch of an event's writer; empty if the event has none. */
  static OptionalLong of(Headers headers) {
    var text = Decoders.text(headers, HEADER);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      var epoch = Long.parseLong(text);
      return epoch > 0 && epoch < HIGHEST ? OptionalLong.of(epoch) : OptionalLong.empty();
    } catch (NumberFormatException foreign) {
      return OptionalLong.empty();
    }
  }

  /**
   * Called by the task of a partition when it starts.
   *
   * @param highest highest epoch of this service that the task has folded; 0 if none
   */
  void start(int partition, long highest) {
    epochs.put(partition, Math.max(highest + 1, clockMillis.getAsLong()));
  }

  /** Called by the task when it has folded an event of this service with that epoch. */
  void folded(int partition, long epoch) {
    epochs.computeIfPresent(partition, (_, own) -> epoch > own ? epoch + 1 : own);
  }

  /** Called by the task when it ends. */
  void stop(int partition) {
    epochs.remove(partition);
  }

  /** Epoch of this node in a partition; empty if no task of this node reads it. */
  public OptionalLong of(int partition) {
    var epoch = epochs.get(partition);
    return epoch == null ? OptionalLong.empty() : OptionalLong.of(epoch);
  }
}
