package dev.kith.acceptance.containers;

import dev.kith.harness.stack.Launcher;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Brokers in containers. */
final class Kafka {

  private Kafka() {}

  /** Creates a broker without authentication and access control. */
  static GenericContainer<?> plain() {
    return broker(
        Map.of(
            "KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093",
            "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092",
            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"));
  }

  /**
   * Creates a broker that is its own controller, with replication factor 1 for its internal topics.
   */
  @SuppressWarnings("resource")
  static GenericContainer<?> broker(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("KAFKA_NODE_ID", "1");
    all.put("KAFKA_PROCESS_ROLES", "broker,controller");
    all.put("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093");
    all.put("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER");
    all.put("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT");
    all.put("KAFKA_LOG_DIRS", "/var/lib/kafka/data");
    all.put("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    all.put("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1");
    all.put("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1");
    all.put("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1");
    all.put("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    all.put("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000");
    all.put("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1");
    all.put("KAFKA_HEAP_OPTS", "-Xmx512m");
    all.put("JDK_JAVA_OPTIONS", Launcher.COMPILED_ONCE);
    return new GenericContainer<>(DockerImageName.parse(Images.KAFKA))
        .withEnv(all)
        .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
  }
}
