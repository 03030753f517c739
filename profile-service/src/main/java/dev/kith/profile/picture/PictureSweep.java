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

/** Sweep that removes unreferenced pictures and expired uploads from the picture store. */
final class PictureSweep {

  private static final Logger LOG = LoggerFactory.getLogger(PictureSweep.class);
  private static final int SHARDS = 16 * 16 * 16;

  private final ObjectStore store;
  private final Pictures pictures;
  private final Uploads uploads;
  private final Duration grace;

  /**
   * @param grace minimum age of removed pictures: the event of a younger one may not be in the
   *     journal yet
   */
  PictureSweep(ObjectStore store, Pictures pictures, Uploads uploads, Duration grace) {
    this.store = store;
    this.pictures = pictures;
    this.uploads = uploads;
    this.grace = grace;
  }

  /** Returns the picture that an owner's profile shows. */
  @FunctionalInterface
  interface Shown {
    Optional<String> sha256(Address owner);
  }

  /**
   * Scans the store once.
   *
   * @param mine selects the owners to sweep
   * @param shown must be up to date at {@code now} for all pictures older than the grace period
   * @return the number of removed objects
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
      LOG.info("Removed {} objects of unreferenced pictures and expired uploads", removed);
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
