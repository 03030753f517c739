package dev.kith.kit.halt;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that this node does not read on, each with the offset of the record that no task
 * can digest and the cause. Everything else goes on.
 */
@ApplicationScoped
public class HaltedPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(HaltedPartitions.class);

  /** The first failure at an offset may be of the moment; the second one is of the record. */
  private static final int FAILURES = 2;

  private final Map<TopicPartition, Halt> halts = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Failures> failures = new ConcurrentHashMap<>();
  private final Map<Thread, Exception> rejected = new ConcurrentHashMap<>();

  /** Where a partition is halted, and why. */
  public record Halt(long offset, String cause) {}

  private record Failures(long offset, int count) {

    Failures at(long failed) {
      return new Failures(failed, failed == offset ? count + 1 : 1);
    }
  }

  /** Nothing from {@code offset} on is read until that record is skipped by decision. */
  public void halt(TopicPartition partition, long offset, String cause) {
    var before = halts.put(partition, new Halt(offset, cause));
    if (before == null || before.offset() != offset) {
      LOG.error(
          "Partition {} is halted at offset {}: {}. Upgrade this service, or skip the record:"
              + " ./kith skip {}:{} --reason TEXT",
          partition,
          offset,
          cause,
          text(partition),
          offset);
    }
  }

  /** A task failed at a record; when it does so again at the same one, its partition is halted. */
  public void failed(TopicPartition partition, long offset, Throwable failure) {
    var now = failures.merge(partition, new Failures(offset, 1), (before, _) -> before.at(offset));
    if (now.count() >= FAILURES) {
      halt(partition, offset, cause(failure));
    }
  }

  /** Where the partition is halted, if it is. */
  public Optional<Halt> of(TopicPartition partition) {
    return Optional.ofNullable(halts.get(partition));
  }

  /** The partition is read on. */
  public void release(TopicPartition partition) {
    halts.remove(partition);
    failures.remove(partition);
  }

  /** All of them, by topic and partition. */
  public SortedMap<TopicPartition, Halt> all() {
    var sorted =
        new TreeMap<TopicPartition, Halt>(
            Comparator.comparing(TopicPartition::topic)
                .thenComparingInt(TopicPartition::partition));
    sorted.putAll(halts);
    return sorted;
  }

  /** What a task writes on this thread is rejected by the producer, which says so only later. */
  public void rejected(Exception exception) {
    rejected.put(Thread.currentThread(), exception);
  }

  /** What was rejected on this thread since this was last asked. */
  public Optional<Exception> takeRejected() {
    return rejected.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rejected.remove(Thread.currentThread()));
  }

  /** As positions of records are written: {@code kith.journal:3}. */
  public static String text(TopicPartition partition) {
    return partition.topic() + ":" + partition.partition();
  }

  /** The innermost cause says what happened; Kafka Streams puts several around it. */
  private static String cause(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
