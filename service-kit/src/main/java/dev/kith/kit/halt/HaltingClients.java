package dev.kith.kit.halt;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka client supplier whose main consumer holds back halted partitions. */
public final class HaltingClients extends DefaultKafkaClientSupplier {

  private final HaltGate gate;

  public HaltingClients(HaltGate gate) {
    this.gate = gate;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> properties) {
    return new HaltingConsumer(properties, gate);
  }
}
