package dev.kith.bench.journal;

import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/** Temporary topic without consumers; {@link #close} deletes it. */
public record ScratchTopic(String name, Admin admin) implements AutoCloseable {

  /** Creates a topic with the settings and the number of partitions of the journal. */
  public static ScratchTopic likeJournal(String broker)
      throws InterruptedException, ExecutionException {
    Admin admin = Admin.create(Map.of("bootstrap.servers", broker));
    String name = "bench-" + UUID.randomUUID();
    admin
        .createTopics(
            List.of(new NewTopic(name, Stack.PARTITIONS, (short) 1).configs(ofJournal(admin))))
        .all()
        .get();
    takeOne(name, broker);
    return new ScratchTopic(name, admin);
  }

  /**
   * Appends one record to each partition. A partition that is not ready yet may refuse a producer's
   * first batch and accept its second; the first batch could then never be appended.
   */
  private static void takeOne(String name, String broker)
      throws InterruptedException, ExecutionException {
    try (var producer = JournalRecords.producer(broker)) {
      for (int partition = 0; partition < Stack.PARTITIONS; partition++) {
        producer.send(new ProducerRecord<>(name, partition, null, new byte[1])).get();
      }
    }
  }

  @Override
  public void close() {
    admin.deleteTopics(List.of(name));
    admin.close();
  }

  private static Map<String, String> ofJournal(Admin admin)
      throws InterruptedException, ExecutionException {
    var journal = new ConfigResource(ConfigResource.Type.TOPIC, Topics.JOURNAL.name());
    Map<String, String> settings = new HashMap<>();
    admin.describeConfigs(List.of(journal)).all().get().values().stream()
        .flatMap(config -> config.entries().stream())
        .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }
}
