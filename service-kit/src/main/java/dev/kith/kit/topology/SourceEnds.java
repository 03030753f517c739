package dev.kith.kit.topology;

/** Tells a task that starts from scratch how far it has to catch up. */
@FunctionalInterface
public interface SourceEnds {

  /**
   * The offset of the last record of a partition that a committed reader sees, -1 if there is none.
   */
  long lastOffset(String topic, int partition);

  /**
   * As above or a little later, for whoever asks often: not after any record that is written from
   * now on.
   */
  default long lastPossibleOffset(String topic, int partition) {
    return lastOffset(topic, partition);
  }
}
