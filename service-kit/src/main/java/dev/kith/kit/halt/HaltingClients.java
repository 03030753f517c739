package dev.kith.kit.halt;

import dev.kith.kit.membership.PauseDetector;
import dev.kith.kit.pacing.PollPacer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka client supplier whose main consumer holds back halted partitions. */
public final class HaltingClients extends DefaultKafkaClientSupplier {

  private final HaltGate gate;
  private final PauseDetector pauseDetector;
  private final Duration abortInterval;
  private final Supplier<PollPacer> pacers;

  /**
   * Creates a supplier.
   *
   * @param abortInterval for tests of faults: how often each thread aborts its transaction; 0 is
   *     never
   * @param pacers creates the pacer of a consumer
   */
  public HaltingClients(
      HaltGate gate,
      PauseDetector pauseDetector,
      Duration abortInterval,
      Supplier<PollPacer> pacers) {
    this.gate = gate;
    this.pauseDetector = pauseDetector;
    this.abortInterval = abortInterval;
    this.pacers = pacers;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> properties) {
    return new HaltingConsumer(
        properties,
        gate,
        pauseDetector,
        new AbortTimer(abortInterval, System::nanoTime),
        pacers.get());
  }
}
