package dev.kith.kit.streams;

/** State of this node's streams. */
public enum StreamsState {
  /** Waiting for the brokers, the registry or the topics. */
  STARTING,
  /** Partitions are being assigned for the first time, and stores are being restored. */
  RESTORING,
  RUNNING,
  /**
   * The streams have run before, and partitions are being reassigned. The node answers for its
   * partitions and forwards other requests. If all nodes were unready now, no request would be
   * answered.
   */
  REBALANCING,
  /** Stopped by a failure that a retry does not resolve. */
  FAILED,
  STOPPED;

  /** Whether requests may be sent to this node. */
  public boolean isReady() {
    return this == RUNNING || this == REBALANCING;
  }
}
