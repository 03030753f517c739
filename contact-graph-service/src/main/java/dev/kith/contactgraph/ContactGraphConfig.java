package dev.kith.contactgraph;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be asked of the contact graph, under {@code kith.contacts.*}. */
@ConfigMapping(prefix = "kith.contacts")
public interface ContactGraphConfig {

  Sync sync();

  Budget budget();

  /** Bulk sync. */
  interface Sync {
    /** Addresses of one request. */
    @WithDefault("100000")
    int addresses();

    /** Of one request's body. */
    @WithDefault("16M")
    MemorySize maximumBody();

    /** Addresses that wait in one owner's queue, about. */
    @WithDefault("100000")
    int queued();

    /** Requests that a node reads at the same time; others wait. */
    @WithDefault("8")
    int maxConcurrentReads();
  }

  /** What an account may look up and sync; backends draw nothing. */
  interface Budget {
    /** Addresses that are new to the account, in {@link #newPeriod()}. */
    @WithDefault("20000")
    int newAddresses();

    /** How long the budget of new addresses takes to fill again. */
    @WithDefault("10d")
    Duration newPeriod();

    /** Known addresses whose relation a sync changes, in {@link #changedPeriod()}. */
    @WithDefault("20000")
    int changed();

    /** How long the budget of changes takes to fill again. */
    @WithDefault("1d")
    Duration changedPeriod();
  }
}
