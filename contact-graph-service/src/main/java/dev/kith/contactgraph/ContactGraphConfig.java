package dev.kith.contactgraph;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings {@code kith.contacts.*}: limits of syncs and the budget of accounts. */
@ConfigMapping(prefix = "kith.contacts")
public interface ContactGraphConfig {

  Sync sync();

  Budget budget();

  /** Limits of syncs. */
  interface Sync {
    /** Maximum number of addresses in one request. */
    @WithDefault("100000")
    int addresses();

    /** Maximum size of one request's body. */
    @WithDefault("16M")
    MemorySize maximumBody();

    /** Approximate maximum number of addresses in one owner's queue. */
    @WithDefault("100000")
    int queued();

    /** Number of sync requests that a node parses concurrently; others wait. */
    @WithDefault("8")
    int maxConcurrentReads();
  }

  /** Budget of an account for look-ups and syncs; backends are not charged. */
  interface Budget {
    /** Addresses new to the account per {@link #newPeriod()}. */
    @WithDefault("20000")
    int newAddresses();

    /** Time in which an empty bucket of new addresses becomes full. */
    @WithDefault("10d")
    Duration newPeriod();

    /** Relations to known addresses that syncs may change per {@link #changedPeriod()}. */
    @WithDefault("20000")
    int changed();

    /** Time in which an empty bucket of changes becomes full. */
    @WithDefault("1d")
    Duration changedPeriod();
  }
}
