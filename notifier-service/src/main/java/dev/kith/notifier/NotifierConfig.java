package dev.kith.notifier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the notifier can be told besides what every service can, under {@code kith.notifier.*}. */
@ConfigMapping(prefix = "kith.notifier")
public interface NotifierConfig {

  /** Open sessions of one user on this node; more are refused with 429. */
  @WithDefault("32")
  int sessionsPerUser();

  /** How often the server pings each session, so that what lies between keeps it open. */
  @WithDefault("25s")
  Duration pingInterval();

  /**
   * Subjects of which a slow session may have an update waiting; beyond that it is closed with
   * 1013.
   */
  @WithDefault("1000")
  int pendingSubjects();

  /** Subjects whose versions a session remembers, those that changed last. */
  @WithDefault("256")
  int rememberedVersions();

  /** Memory for the last updates, which this node keeps for sessions that are just joining. */
  @WithDefault("32M")
  MemorySize recentUpdates();

  /** Entries of an address book that are sorted for one request; larger books get 422. */
  @WithDefault("100000")
  int sortedEntries();

  /** Largest message that a client may send, in bytes: a token as long as one in a header. */
  @WithDefault("32768")
  int maximumFrame();

  /**
   * How long an address book remembers what was removed from it, so that whoever resumes is told;
   * whoever was away for longer begins with a snapshot.
   */
  @WithDefault("30d")
  Duration removedKept();

  /**
   * Peers of a subject that are told of a change at once, and in each slice of a walk after that.
   */
  @WithDefault("1000")
  int walkPeers();

  /** How long a slice of a walk through a large audience may take before others have their turn. */
  @WithDefault("5ms")
  Duration walkSlice();

  Presence presence();

  /** Who is online, and how it is told. */
  interface Presence {
    /** Who comes back within this time was never away. */
    @WithDefault("5s")
    Duration grace();

    /**
     * A node that was not heard of for so long is dead, and its sessions with it; it says that it
     * is there five times as often.
     */
    @WithDefault("15s")
    Duration nodeTimeout();

    /**
     * Subscribers of one subject who are told without asking, the first in the order of their
     * addresses.
     */
    @WithDefault("1000")
    int subscribers();
  }
}
