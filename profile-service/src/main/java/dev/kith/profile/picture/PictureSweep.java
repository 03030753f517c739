package dev.kith.profile.picture;

import dev.kith.domain.Address;
import dev.kith.profile.picture.store.ObjectStore;
import dev.kith.profile.picture.store.OwnerKey;
import dev.kith.profile.picture.store.Pictures;
import dev.kith.profile.picture.upload.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes pictures that nobody refers to and uploads that nobody finished. */
final class PictureSweep {

  private static final Logger LOG = LoggerFactory.getLogger(PictureSweep.class);
  private static final int SHARDS = 16 * 16 * 16;

  private final ObjectStore store;
  private final Pictures pictures;
  private final Uploads uploads;
  private final Duration grace;

  /**
   * @param grace nothing younger is removed: it may be on its way into the journal
   */
  PictureSweep(ObjectStore store, Pictures pictures, Uploads uploads, Duration grace) {
    this.store = store;
    this.pictures = pictures;
    this.uploads = uploads;
    this.grace = grace;
  }

  /** Says which picture an owner's profile shows. */
  @FunctionalInterface
  interface Shown {
    Optional<String> sha256(Address owner);
  }

  /**
   * Goes through the store once.
   *
   * @param mine the owners to whom it keeps
   * @param shown is as new as {@code now} says for all that is older than the grace period
   * @return how many objects were removed
   */
  int run(Predicate<Address> mine, Shown shown, Instant now) throws IOException {
    var removed = 0;
    for (var shard = 0; shard < SHARDS; shard++) {
      for (var object : store.list(HexFormat.of().toHexDigits(shard, 3))) {
        var owner = OwnerKey.owner(object.key()).filter(mine);
        if (owner.isPresent() && remove(owner.get(), object, shown, now)) {
          removed++;
        }
      }
    }
    store.tidy(now.minus(grace));
    if (removed > 0) {
      LOG.info("Removed {} objects of pictures that nobody refers to", removed);
    }
    return removed;
  }

  private boolean remove(Address owner, ObjectStore.StoredObject object, Shown shown, Instant now)
      throws IOException {
    if (uploads.isExpired(object, now)) {
      store.delete(object.key());
      return true;
    }
    var before = now.minus(grace);
    return Pictures.sha256(object.key()).isPresent()
        && object.putAt().isBefore(before)
        && pictures.removeUnless(
            owner,
            object,
            before,
            sha256 -> shown.sha256(owner).filter(sha256::equals).isPresent());
  }
}
