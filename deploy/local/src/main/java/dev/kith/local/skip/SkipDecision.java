package dev.kith.local.skip;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.local.base.CliException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writer of skip decisions to {@code kith.skipped-positions}: all services then skip the record.
 */
public final class SkipDecision {

  private static final String TOPIC = "kith.skipped-positions";
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Map<String, Object> properties;

  /**
   * Creates a writer for one cluster.
   *
   * @param properties Kafka client properties
   */
  public SkipDecision(Map<String, Object> properties) {
    this.properties = new HashMap<>(properties);
    this.properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    this.properties.put("request.timeout.ms", TIMEOUT_MILLIS / 3);
  }

  /**
   * Writes the decision after a check that the record exists.
   *
   * @throws CliException if it does not exist, or Kafka does not answer
   */
  public void write(RecordPosition position, String by, String reason) throws InterruptedException {
    try {
      check(position);
      append(position, by, reason);
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      throw new CliException(
          "Kafka did not accept the decision: %s."
              .formatted(cause == null ? failure.getMessage() : cause.getMessage()));
    }
  }

  private void check(RecordPosition position) throws ExecutionException, InterruptedException {
    // a decision about a future offset would skip a record that was never examined
    try (Admin admin = Admin.create(properties)) {
      int partitions = partitions(admin, position.partition().topic());
      if (position.partition().partition() >= partitions) {
        throw new CliException(
            "There is no partition %d of %s; it has partitions 0 to %d."
                .formatted(
                    position.partition().partition(),
                    position.partition().topic(),
                    partitions - 1));
      }
      long begin = offset(admin, position, OffsetSpec.earliest());
      long end = offset(admin, position, OffsetSpec.latest());
      if (position.offset() < begin || position.offset() >= end) {
        throw new CliException(
            "There is no record at %s; the partition has offsets %d to %d."
                .formatted(position, begin, end - 1));
      }
    }
  }

  private static int partitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .values()
        .iterator()
        .next()
        .partitions()
        .size();
  }

  private static long offset(Admin admin, RecordPosition position, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(Map.of(position.partition(), which))
        .partitionResult(position.partition())
        .get()
        .offset();
  }

  private void append(RecordPosition position, String by, String reason)
      throws ExecutionException, InterruptedException {
    Map<String, Object> writer = new HashMap<>(properties);
    writer.remove("default.api.timeout.ms");
    writer.put("acks", "all");
    writer.put("max.block.ms", TIMEOUT_MILLIS);
    writer.put("delivery.timeout.ms", TIMEOUT_MILLIS);
    String value =
        new JsonObject()
            .put("by", by)
            .put("at", Instant.now().toString())
            .put("reason", reason)
            .encode();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(writer, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  TOPIC, position.toString().getBytes(UTF_8), value.getBytes(UTF_8)))
          .get();
    }
  }
}
