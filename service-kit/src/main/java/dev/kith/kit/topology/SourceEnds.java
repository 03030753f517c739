package dev.kith.kit.topology;

/** Source of the end offsets up to which a task that starts from scratch has to catch up. */
@FunctionalInterface
public interface SourceEnds {

  /**
   * Offset of the last record of a partition that a read_committed consumer sees; -1 if there is
   * none.
   */
  long lastOffset(String topic, int partition);

  /**
   * Like {@link #lastOffset} or slightly larger, for frequent callers; always before any record
   * that is written from now on.
   */
  default long lastPossibleOffset(String topic, int partition) {
    return lastOffset(topic, partition);
  }
}
