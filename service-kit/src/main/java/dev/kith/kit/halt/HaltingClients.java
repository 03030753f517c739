package dev.kith.kit.halt;

import dev.kith.kit.membership.PauseDetector;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka client supplier whose main consumer holds back halted partitions. */
public final class HaltingClients extends DefaultKafkaClientSupplier {

  private final HaltGate gate;
  private final PauseDetector pauseDetector;
  private final Duration abortInterval;

  /**
   * Creates a supplier.
   *
   * @param abortInterval for tests of faults: how often each thread aborts its transaction; 0 is
   *     never
   */
  public HaltingClients(HaltGate gate, PauseDetector pauseDetector, Duration abortInterval) {
    this.gate = gate;
    this.pauseDetector = pauseDetector;
    this.abortInterval = abortInterval;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> properties) {
    return new HaltingConsumer(
        properties, gate, pauseDetector, new AbortTimer(abortInterval, System::nanoTime));
  }
}
