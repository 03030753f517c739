package dev.kith.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic, and what everybody who reads or writes it must agree on.
 *
 * @param records the types it carries; none: its bytes are not ours to read
 */
public record Topic(
    String name,
    Placement placement,
    Retention kept,
    Set<Class<? extends SpecificRecord>> records) {

  public Topic {
    records = Set.copyOf(records);
  }

  /** As the topic is to be configured in Kafka; how often it is replicated is the deployment's. */
  public Map<String, String> configs() {
    Map<String, String> configs = new HashMap<>(kept.configs());
    // a producer's clock must decide neither what is kept nor when something happened
    configs.put("message.timestamp.type", "LogAppendTime");
    // a broker's own limit may be lower
    configs.put("max.message.bytes", Integer.toString(RecordSize.TOPIC));
    return Map.copyOf(configs);
  }

  /**
   * Bytes of a value that readers take, at most: what is derived from it has to fit into a record
   * of {@link RecordSize#LARGEST} bytes, whatever state it meets.
   */
  public int largestValue() {
    return RecordSize.largestValue(this);
  }

  /** The type of that full name, if this topic carries it. */
  Optional<Class<? extends SpecificRecord>> record(String fullName) {
    for (Class<? extends SpecificRecord> record : records) {
      if (record.getName().equals(fullName)) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }
}
