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

  /** Subjects whose versions a session remembers: those that changed last. */
  @WithDefault("256")
  int rememberedVersions();

  /** Memory for the most recent updates, which a node keeps for sessions that are joining. */
  @WithDefault("32M")
  MemorySize recentUpdates();

  /** Entries of an address book that are sorted for one request; larger books get 422. */
  @WithDefault("100000")
  int sortedEntries();

  /** Largest message that a client may send, in bytes: as long as a token in a header may be. */
  @WithDefault("32768")
  int maximumFrame();

  /**
   * Retention of removed entries in address books. A client that resumes within it learns of the
   * removal; a client that was away for longer begins with a snapshot.
   */
  @WithDefault("30d")
  Duration removedKept();

  /**
   * Peers of a subject that one slice of the fan-out visits: at once after a change, and in each
   * later slice.
   */
  @WithDefault("1000")
  int walkPeers();

  /**
   * Duration of one slice of the fan-out to a large audience, before the task processes other
   * records.
   */
  @WithDefault("5ms")
  Duration walkSlice();

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

    /**
     * Subscribers of one subject who receive presence updates: the first in the order of their
     * addresses. The others must ask.
     */
    @WithDefault("1000")
    int subscribers();
  }
}
