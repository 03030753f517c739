package dev.kith.kit.topology;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Rings again and again for as long as there is something to do by the clock, and no longer. Kafka
 * Streams commits each task that has punctuated, whatever came of it, and each commit is a
 * transaction: tasks that looked at the clock for ever would keep a Kafka busy that serves nobody.
 */
public final class OnDemandPunctuator {

  private final ProcessorContext<?, ?> context;
  private final Duration every;
  private final BooleanSupplier work;
  private @Nullable Cancellable ringing;

  /**
   * An alarm of one task, not set.
   *
   * @param work does what there is to do, and answers whether to ring again
   */
  public OnDemandPunctuator(ProcessorContext<?, ?> context, Duration every, BooleanSupplier work) {
    this.context = context;
    this.every = every;
    this.work = work;
  }

  /** From now on it rings; nothing if it does already. To be called by the task's own thread. */
  public void set() {
    if (ringing == null) {
      ringing = context.schedule(every, PunctuationType.WALL_CLOCK_TIME, _ -> ring());
    }
  }

  private void ring() {
    if (!work.getAsBoolean() && ringing != null) {
      ringing.cancel();
      ringing = null;
    }
  }
}
