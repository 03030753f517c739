package dev.kith.kit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class TaskProcessorTest {

  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private final List<String> log = new ArrayList<>();
  private final ProcessorSupplier<String, String, String, String> supplier =
      TaskProcessor.of(Echo::new);

  private final class Echo implements TaskProcessor.Work<String, String> {

    private final ProcessorContext<String, String> context;

    private Echo(ProcessorContext<String, String> context) {
      this.context = context;
      log.add("created");
    }

    @Override
    public void process(Record<String, String> record) {
      context.forward(record);
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  @Test
  void the_work_is_created_with_the_context_of_its_task() {
    var processor = supplier.get();

    assertThat(log).isEmpty();
    processor.init(context);
    processor.process(new Record<>("key", "value", 0));
    processor.close();

    assertThat(context.forwarded()).hasSize(1);
    assertThat(log).containsExactly("created", "closed");
  }

  /** Kafka initialises the processors of a task again after it has recovered from an error. */
  @Test
  void a_task_that_is_initialised_again_begins_with_new_work() {
    var processor = supplier.get();

    processor.init(context);
    processor.close();
    processor.init(context);

    assertThat(log).containsExactly("created", "closed", "created");
  }

  @Test
  void each_task_has_a_processor_of_its_own() {
    assertThat(supplier.get()).isNotSameAs(supplier.get());
  }

  @Test
  void a_processor_that_was_never_initialised_has_nothing_to_close() {
    supplier.get().close();

    assertThat(log).isEmpty();
  }
}
