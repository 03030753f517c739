package dev.kith.kit.topology;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Punctuator that is scheduled only while there is timed work. Kafka Streams commits each task that
 * has punctuated, whatever the result, and each commit is a transaction. Tasks that punctuated
 * permanently would keep an idle Kafka busy.
 */
public final class OnDemandPunctuator {

  private final ProcessorContext<?, ?> context;
  private final Duration every;
  private final BooleanSupplier work;
  private @Nullable Cancellable schedule;

  /**
   * Creates a punctuator of one task, not scheduled.
   *
   * @param work does the work that is due and returns whether to punctuate again
   */
  public OnDemandPunctuator(ProcessorContext<?, ?> context, Duration every, BooleanSupplier work) {
    this.context = context;
    this.every = every;
    this.work = work;
  }

  /**
   * Schedules the punctuator, unless it is scheduled already. Called by the task's own thread only.
   */
  public void set() {
    if (schedule == null) {
      schedule = context.schedule(every, PunctuationType.WALL_CLOCK_TIME, _ -> punctuate());
    }
  }

  private void punctuate() {
    if (!work.getAsBoolean() && schedule != null) {
      schedule.cancel();
      schedule = null;
    }
  }
}
