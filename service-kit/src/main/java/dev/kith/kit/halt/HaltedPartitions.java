package dev.kith.kit.halt;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registry of the halted partitions of this node, each with the offset of the record that no task
 * can process and the cause. All other partitions continue.
 */
@ApplicationScoped
public class HaltedPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(HaltedPartitions.class);

  /**
   * The first failure at an offset may be transient; the second one is attributed to the record.
   */
  private static final int FAILURES = 2;

  private final Map<TopicPartition, Halt> halts = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Failures> failures = new ConcurrentHashMap<>();
  private final Map<Thread, Exception> rejected = new ConcurrentHashMap<>();

  /**
   * Offset at which a partition is halted, and the cause.
   *
   * @param last offset of the last record in front of the halt that this node has to fold, -1 if
   *     all are in its stores; {@link Long#MAX_VALUE} if that is not known
   * @param isWhole whether none of its records can be processed, so that skipping one does not help
   */
  public record Halt(long offset, long last, String cause, boolean isWhole) {

    /** Whether a task that has folded up to {@code folded} stands right in front of the halt. */
    public boolean isReached(long folded) {
      return folded >= last && folded < offset;
    }
  }

  private record Failures(long offset, int count) {

    Failures at(long failed) {
      return new Failures(failed, failed == offset ? count + 1 : 1);
    }
  }

  /**
   * Halts a partition: nothing from {@code offset} on is read until an operator skips that record.
   */
  public void halt(TopicPartition partition, long offset, String cause) {
    var before = halts.get(partition);
    if (before != null && before.isWhole()) {
      return;
    }
    if (before == null || before.offset() != offset) {
      halts.put(partition, new Halt(offset, Long.MAX_VALUE, cause, false));
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

  /**
   * Registers that the consumer has delivered all records in front of a halt.
   *
   * @param last offset of the last one, -1 if there was none
   */
  void delivered(TopicPartition partition, long last) {
    halts.computeIfPresent(
        partition,
        (_, halt) -> halt.isWhole() ? halt : new Halt(halt.offset(), last, halt.cause(), false));
  }

  /**
   * Halts a whole partition: none of its records is read until its task starts anew on another
   * basis. The task releases the partition when it ends.
   *
   * @param cause with what an operator has to do
   */
  public void haltWhole(TopicPartition partition, String cause) {
    halts.put(partition, new Halt(0, Long.MAX_VALUE, cause, true));
    LOG.error("Partition {} is halted: {}", partition, cause);
  }

  /**
   * Registers that a task failed at a record; a repeated failure at the same record halts the
   * partition.
   */
  public void failed(TopicPartition partition, long offset, Throwable failure) {
    var now = failures.merge(partition, new Failures(offset, 1), (before, _) -> before.at(offset));
    if (now.count() >= FAILURES) {
      halt(partition, offset, cause(failure));
    }
  }

  /** The partition's halt, if any. */
  public Optional<Halt> of(TopicPartition partition) {
    return Optional.ofNullable(halts.get(partition));
  }

  /** Lets the partition continue. */
  public void release(TopicPartition partition) {
    halts.remove(partition);
    failures.remove(partition);
  }

  /**
   * Halts of the partitions that this node has, by topic and partition. The halt of a partition
   * that has moved away is kept until the partition returns.
   *
   * @param here partitions of this node's tasks
   */
  public SortedMap<TopicPartition, Halt> among(Set<TopicPartition> here) {
    var sorted =
        new TreeMap<TopicPartition, Halt>(
            Comparator.comparing(TopicPartition::topic)
                .thenComparingInt(TopicPartition::partition));
    halts.forEach((partition, halt) -> {
      if (halt.isWhole() || here.contains(partition)) {
        sorted.put(partition, halt);
      }
    });
    return sorted;
  }

  /**
   * Registers that the producer rejected what a task wrote on this thread; the producer itself
   * reports it only later.
   */
  public void rejected(Exception exception) {
    rejected.put(Thread.currentThread(), exception);
  }

  /** Returns and clears what was rejected on this thread. */
  public Optional<Exception> takeRejected() {
    return rejected.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rejected.remove(Thread.currentThread()));
  }

  /** Topic and partition in the notation of record positions: {@code kith.journal:3}. */
  public static String text(TopicPartition partition) {
    return partition.topic() + ":" + partition.partition();
  }

  /** The innermost cause tells what happened; Kafka Streams wraps it several times. */
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
