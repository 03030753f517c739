package dev.kith.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Kafka topic, with everything that its readers and writers must agree on.
 *
 * @param placement part of the key that determines a record's partition; empty if its writer
 *     chooses the partition
 * @param records types of its values; empty: the values are not Avro
 */
public record Topic(
    String name,
    Optional<Placement> placement,
    Retention kept,
    Set<Class<? extends SpecificRecord>> records) {

  public Topic {
    records = Set.copyOf(records);
  }

  /** Topic whose keys determine the partitions. */
  Topic(
      String name,
      Placement placement,
      Retention kept,
      Set<Class<? extends SpecificRecord>> records) {
    this(name, Optional.of(placement), kept, records);
  }

  /**
   * Partition of a record with this key.
   *
   * @throws IllegalStateException if the key does not determine it
   */
  public int partition(byte[] key, int partitions) {
    return placement
        .orElseThrow(() -> new IllegalStateException(name + " is not placed by its keys"))
        .partition(key, partitions);
  }

  /** Kafka configuration of the topic; the deployment chooses the replication factor. */
  public Map<String, String> configs() {
    Map<String, String> configs = new HashMap<>(kept.configs());
    // a producer's clock must determine neither the retention nor when an event happened
    configs.put("message.timestamp.type", "LogAppendTime");
    // the broker's own limit may be lower
    configs.put("max.message.bytes", Integer.toString(RecordSize.TOPIC));
    return Map.copyOf(configs);
  }

  /**
   * Maximum size of a value that readers accept, in bytes: everything derived from it must fit into
   * a record of {@link RecordSize#LARGEST} bytes, whatever the state.
   */
  public int largestValue() {
    return RecordSize.largestValue(this);
  }

  /** Type with that full name, if this topic contains it. */
  Optional<Class<? extends SpecificRecord>> record(String fullName) {
    for (Class<? extends SpecificRecord> record : records) {
      if (record.getName().equals(fullName)) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }
}
