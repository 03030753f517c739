package dev.kith.notifier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Settings of the notifier, {@code kith.notifier.*}; {@code KithConfig} has those that all services
 * share.
 */
@ConfigMapping(prefix = "kith.notifier")
public interface NotifierConfig {

  /** Open sessions of one user on one node; further ones are refused with 429. */
  @WithDefault("32")
  int sessionsPerUser();

  /**
   * Interval of the server's pings to each session. They keep proxies and load balancers from
   * closing an idle connection.
   */
  @WithDefault("25s")
  Duration pingInterval();

  /**
   * Subjects with a pending update that a slow session may have; beyond that it is closed with
   * 1013.
   */
  @WithDefault("1000")
  int pendingSubjects();

  /** Memory for the most recent updates, which a node keeps for sessions that are joining. */
  @WithDefault("32M")
  MemorySize recentUpdates();

  /** Memory for decoded subjects, which the delivery tasks of a node share. */
  @WithDefault("64M")
  MemorySize subjectCache();

  /** Entries of an address book that are sorted for one request; larger books get 422. */
  @WithDefault("100000")
  int sortedEntries();

  /** Largest message that a client may send, in bytes: as long as a token in a header may be. */
  @WithDefault("32768")
  int maximumFrame();

  /**
   * How long a client may be away and still resume from its cursor. A client that was away for
   * longer begins with a snapshot. The window may be up to 1/32 longer.
   */
  @WithDefault("30d")
  Duration resumeWindow();

  /** Entries that one slice of the writing of {@code kith.updates} visits. */
  @WithDefault("1000")
  int updatesSliceEntries();

  /** Duration of one such slice, before the task processes other records. */
  @WithDefault("5ms")
  Duration updatesSlice();

  /**
   * Whether {@code kith.updates} is always written. Otherwise it is written while a webhook is
   * registered. The same on all nodes.
   */
  @WithDefault("false")
  boolean updatesTopic();

  Presence presence();

  /** Settings of presence. */
  interface Presence {
    /** A user who reconnects within this time does not go offline. */
    @WithDefault("5s")
    Duration grace();

    /**
     * A node without a heartbeat for this long is dead, and its sessions with it. Nodes send
     * heartbeats five times as often.
     */
    @WithDefault("15s")
    Duration nodeTimeout();
  }
}
