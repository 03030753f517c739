package dev.kith.kit.halt;

import dev.kith.schemas.Topic;
import dev.kith.schemas.UnknownRecordType;
import dev.kith.schemas.WireFormat;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Gate that decides at which record a partition is held back. */
public final class HaltGate {

  private final Map<String, Topic> topics;
  private final WireFormat wire;
  private final HaltedPartitions halted;
  private final SkippedPositions skipped;
  private final Map<TopicPartition, Long> delivered = new ConcurrentHashMap<>();

  /**
   * Creates a gate for a service's topics.
   *
   * @param topics whose record types are checked
   */
  public HaltGate(
      Collection<Topic> topics,
      WireFormat wire,
      HaltedPartitions halted,
      SkippedPositions skipped) {
    this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity()));
    this.wire = wire;
    this.halted = halted;
    this.skipped = skipped;
  }

  /**
   * Offset from which on these consecutively fetched records must not be folded; empty if all may
   * be.
   */
  OptionalLong stop(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    if (records.isEmpty()) {
      return OptionalLong.empty();
    }
    var stop = known(partition, records.getFirst().offset());
    for (var record : records) {
      if (stop.isEmpty() && isUnknown(partition, record)) {
        stop = OptionalLong.of(record.offset());
      }
      if (stop.isPresent() && record.offset() >= stop.getAsLong()) {
        halted.delivered(partition, lastBefore(stop.getAsLong(), partition));
        return stop;
      }
      delivered.put(partition, record.offset());
    }
    return OptionalLong.empty();
  }

  /**
   * Offset of the last record that was delivered in front of {@code stop}. If later ones were, the
   * task has started anew since then, right at {@code stop}: -1.
   */
  private long lastBefore(long stop, TopicPartition partition) {
    var last = delivered.getOrDefault(partition, -1L);
    return last < stop ? last : -1;
  }

  /** Whether the partition is still halted; a halt ends once its record is skipped. */
  boolean isHalted(TopicPartition partition) {
    var halt = halted.of(partition);
    if (halt.isEmpty()) {
      return false;
    }
    if (halt.get().isWhole()) {
      return true;
    }
    if (skipped.decision(partition, halt.get().offset()).isPresent()) {
      halted.release(partition);
      return false;
    }
    return true;
  }

  /**
   * Offset of an existing halt. A halt before {@code first} ends, since another node has folded
   * that record meanwhile.
   */
  private OptionalLong known(TopicPartition partition, long first) {
    if (!isHalted(partition)) {
      return OptionalLong.empty();
    }
    var halt = halted.of(partition);
    if (halt.filter(HaltedPartitions.Halt::isWhole).isPresent()) {
      return OptionalLong.of(first);
    }
    var offset = halt.map(HaltedPartitions.Halt::offset).orElse(-1L);
    if (offset < first) {
      halted.release(partition);
      return OptionalLong.empty();
    }
    return OptionalLong.of(offset);
  }

  private boolean isUnknown(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    var topic = topics.get(partition.topic());
    if (topic == null
        || topic.records().isEmpty()
        || record.value() == null
        || skipped.decision(partition, record.offset()).isPresent()) {
      return false;
    }
    try {
      wire.checkType(topic, record.value());
      return false;
    } catch (UnknownRecordType unknown) {
      halted.halt(partition, record.offset(), String.valueOf(unknown.getMessage()));
      return true;
    }
  }
}
