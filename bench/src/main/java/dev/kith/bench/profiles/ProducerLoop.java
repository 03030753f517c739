package dev.kith.bench.profiles;

import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.Population;
import dev.kith.bench.journal.ScratchTopic;
import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.Round;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Closed loop over a bare producer that appends records with the bytes of the journal's to a topic
 * with the journal's settings, with a fixed maximum of unacknowledged records.
 */
final class ProducerLoop implements AutoCloseable {

  private static final int PREPARED = 4_096;

  private final Population population;
  private final byte[][] values = new byte[PREPARED][];
  private final String type;
  private final ScratchTopic topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private int next;

  ProducerLoop(Stack stack, Population population) throws InterruptedException, ExecutionException {
    this.population = population;
    this.type = population.event(0).getSchema().getFullName();
    JournalRecords records = new JournalRecords(stack.registry());
    for (int number = 0; number < PREPARED; number++) {
      values[number] = records.value(population.event(number));
    }
    this.topic = ScratchTopic.likeJournal(stack.broker());
    this.producer = JournalRecords.producer(stack.broker());
  }

  /** Appends records for {@code length}, and waits until all are acknowledged. */
  Round run(int window, Duration length) throws InterruptedException {
    Latencies latencies = new Latencies();
    LongAdder refused = new LongAdder();
    Semaphore places = new Semaphore(window);
    long start = System.nanoTime();
    while (System.nanoTime() < start + length.toNanos()) {
      places.acquire();
      send(places, latencies, refused);
    }
    places.acquire(window);
    return new Round(
        Duration.ofNanos(System.nanoTime() - start),
        latencies,
        latencies.count() - refused.sum(),
        refused.sum());
  }

  private void send(Semaphore places, Latencies latencies, LongAdder refused) {
    int number = next++;
    var record =
        JournalRecords.record(
            topic.name(), population.address(number), type, values[number % PREPARED]);
    long sentAt = System.nanoTime();
    var _ =
        producer.send(
            record,
            (_, failure) -> {
              latencies.add(System.nanoTime() - sentAt);
              if (failure != null) {
                refused.increment();
              }
              places.release();
            });
  }

  @Override
  public void close() {
    producer.close();
    topic.close();
  }
}
