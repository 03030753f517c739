package dev.kith.profile.picture;

import dev.kith.domain.Address;
import dev.kith.domain.Picture;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.profile.picture.store.PictureConfig;
import dev.kith.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scheduler of {@link PictureSweep}. It sweeps only owners whose partitions are on this node and
 * folded up to the journal's end at the start of the sweep: a profile during a rebuild still shows
 * an old picture, and its current one would be removed as unreferenced.
 */
@ApplicationScoped
public class PictureSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(PictureSweeper.class);
  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

  private final PictureSweep pictureSweep;
  private final PartitionOwners partitionOwners;
  private final FoldedPositions folded;
  private final SourceEnds ends;
  private final KithConfig kith;
  private final Duration interval;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("picture-sweeper").daemon().factory());

  PictureSweeper(
      PictureSweep pictureSweep,
      PartitionOwners partitionOwners,
      FoldedPositions folded,
      SourceEnds ends,
      KithConfig kith,
      PictureConfig settings) {
    this.pictureSweep = pictureSweep;
    this.partitionOwners = partitionOwners;
    this.folded = folded;
    this.ends = ends;
    this.kith = kith;
    this.interval = settings.sweepInterval();
  }

  void start(@Observes StartupEvent event) {
    var first = interval.compareTo(FIRST_DELAY) < 0 ? interval : FIRST_DELAY;
    var _ =
        clock.scheduleWithFixedDelay(
            this::run, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  private void run() {
    try {
      var now = Instant.now();
      var current = current();
      if (!current.isEmpty()) {
        var _ =
            pictureSweep.run(
                owner -> current.contains(partitionOwners.of(owner)), this::shown, now);
      }
    } catch (IOException | RuntimeException failure) {
      LOG.warn("Picture sweep failed, retrying at the next interval: {}", failure.toString());
    }
  }

  /** The partitions that this node has folded up to the journal's current end. */
  private Set<Integer> current() {
    var current = new HashSet<Integer>();
    for (var partition = 0; partition < kith.topics().partitions(); partition++) {
      var journal = new TopicPartition(Topics.JOURNAL.name(), partition);
      var here = folded.folded(journal);
      if (here >= 0 && here >= ends.lastOffset(journal.topic(), partition)) {
        current.add(partition);
      }
    }
    return current;
  }

  /** The hash of the owner's picture; fails if this node no longer owns the partition. */
  private Optional<String> shown(Address owner) {
    return ProfileStore.read(partitionOwners.store(StateStores.PROFILES, owner), owner)
        .fields()
        .picture()
        .map(Picture::sha256);
  }
}
