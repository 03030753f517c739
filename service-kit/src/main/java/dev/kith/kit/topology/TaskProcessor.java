package dev.kith.kit.topology;

import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams processor whose work is created with the context of its task. Kafka passes the
 * context to a processor after its construction, so that a class which is a processor itself can
 * have no final field that comes from it.
 */
public final class TaskProcessor<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

  private final Function<ProcessorContext<KOut, VOut>, Work<KIn, VIn>> creation;
  private @Nullable Work<KIn, VIn> work;

  /** Work on the records of one task. */
  public interface Work<K, V> {

    void process(Record<K, V> record);

    /** Called when the task leaves this node. */
    default void close() {}
  }

  private TaskProcessor(Function<ProcessorContext<KOut, VOut>, Work<KIn, VIn>> creation) {
    this.creation = creation;
  }

  /** Supplier of processors; each calls {@code creation} once, with the context of its task. */
  public static <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> of(
      Function<ProcessorContext<KOut, VOut>, Work<KIn, VIn>> creation) {
    return () -> new TaskProcessor<>(creation);
  }

  @Override
  public void init(ProcessorContext<KOut, VOut> context) {
    work = creation.apply(context);
  }

  @Override
  public void process(Record<KIn, VIn> record) {
    Objects.requireNonNull(work).process(record);
  }

  @Override
  public void close() {
    if (work != null) {
      work.close();
    }
  }
}
