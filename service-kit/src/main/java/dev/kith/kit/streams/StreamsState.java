package dev.kith.kit.streams;

/** Where the streams of this node are in their life. */
public enum StreamsState {
  /** Waiting for the brokers, the registry, the topics. */
  STARTING,
  /** Partitions are being given out, stores are being filled. */
  RESTORING,
  RUNNING,
  /** Stopped for good by something that trying again does not mend. */
  FAILED,
  STOPPED
}
