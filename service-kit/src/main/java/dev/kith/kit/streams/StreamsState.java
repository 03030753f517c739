package dev.kith.kit.streams;

/** Where the streams of this node are in their life. */
public enum StreamsState {
  /** Waiting for the brokers, the registry, the topics. */
  STARTING,
  /** Partitions are being given out for the first time, stores are being filled. */
  RESTORING,
  RUNNING,
  /**
   * It ran, and partitions come or go. It answers for those that it has, and passes on what is of
   * others; if all nodes said now that they are not ready, nobody would answer anything.
   */
  REBALANCING,
  /** Stopped for good by something that trying again does not mend. */
  FAILED,
  STOPPED;

  /** Whether requests may be sent here. */
  public boolean isReady() {
    return this == RUNNING || this == REBALANCING;
  }
}
