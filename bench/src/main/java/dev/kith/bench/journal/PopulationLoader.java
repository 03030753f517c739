package dev.kith.bench.journal;

import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Loader that appends the events of a whole population to the journal, as a producer of a backend
 * would.
 */
public final class PopulationLoader {

  private static final int TELL_EVERY = 25_000;

  private final JournalRecords records;
  private final FoldBarrier foldBarrier;
  private final String broker;
  private final Consumer<String> say;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  public PopulationLoader(Stack stack, FoldBarrier foldBarrier, Consumer<String> say) {
    this.records = new JournalRecords(stack.registry());
    this.broker = stack.broker();
    this.foldBarrier = foldBarrier;
    this.say = say;
  }

  /** Appends the population and waits until all services have folded it. */
  public void load(Population population) {
    long start = System.nanoTime();
    try (var producer = JournalRecords.producer(broker)) {
      for (int number = 0; number < population.size(); number++) {
        String owner = population.address(number);
        append(producer, owner, population.event(number));
        if (population.knowsReader(number)) {
          append(producer, owner, population.contact());
        }
        if ((number + 1) % TELL_EVERY == 0) {
          tell((number + 1) + " profiles sent", start);
        }
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The journal did not take all profiles", failure.get());
    }
    foldBarrier.awaitAll(service -> tell(service + " has folded them", start));
  }

  private void append(KafkaProducer<byte[], byte[]> producer, String owner, SpecificRecord event) {
    String type = event.getSchema().getFullName();
    var record = JournalRecords.record(Topics.JOURNAL.name(), owner, type, records.value(event));
    var _ =
        producer.send(
            record,
            (_, refused) -> {
              if (refused != null) {
                failure.set(refused);
              }
            });
  }

  private void tell(String what, long start) {
    say.accept("  %s after %.0f s".formatted(what, (System.nanoTime() - start) / 1e9));
  }
}
