package dev.kith.profile.picture.store;

import dev.kith.domain.Address;
import dev.kith.domain.Picture;
import dev.kith.profile.picture.codec.EncodedPicture;
import dev.kith.profile.picture.codec.Variant;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Repository of each owner's pictures by content hash. */
public final class Pictures {

  private static final String FOLDER = "pictures";

  private final ObjectStore store;
  private final OwnerLocks locks = new OwnerLocks();

  public Pictures(ObjectStore store) {
    this.store = store;
  }

  /**
   * Stores all variants, the full picture last: if it exists, so do its thumbnails. Existing
   * objects get a new age.
   */
  public void keep(Address owner, EncodedPicture kept) throws IOException {
    var sha256 = kept.picture().sha256();
    locks.hold(
        owner,
        () -> {
          for (var file : kept.files().entrySet()) {
            if (file.getKey() != Variant.WHOLE) {
              store.put(key(owner, sha256, file.getKey()), file.getValue());
            }
          }
          var whole = kept.files().get(Variant.WHOLE);
          if (whole != null) {
            store.put(key(owner, sha256, Variant.WHOLE), whole);
          }
        });
  }

  /** Empty if the object is missing. */
  public Optional<StoredPicture> find(Address owner, Picture picture, Variant variant)
      throws IOException {
    var kept = variant.of(picture.width(), picture.height());
    return store
        .find(key(owner, picture.sha256(), kept))
        .map(object -> new StoredPicture(store, object));
  }

  /** The hash of the picture that an object belongs to; empty if it belongs to none. */
  public static Optional<String> sha256(String key) {
    var segments = key.split("/", -1);
    return segments.length == 5 && segments[2].equals(FOLDER)
        ? Optional.of(segments[3])
        : Optional.empty();
  }

  /**
   * Removes an object older than {@code before} unless it is {@code needed}; returns whether it was
   * removed. Both are checked under the owner's lock, so that the same content cannot be stored
   * meanwhile.
   */
  public boolean removeUnless(
      Address owner, ObjectStore.StoredObject object, Instant before, Predicate<String> needed)
      throws IOException {
    return locks.hold(
        owner,
        () -> {
          var now = store.find(object.key());
          var old = now.filter(found -> found.putAt().isBefore(before)).isPresent();
          if (!old || sha256(object.key()).filter(needed).isPresent()) {
            return false;
          }
          store.delete(object.key());
          return true;
        });
  }

  static String key(Address owner, String sha256, Variant variant) {
    return OwnerKey.of(owner) + "/" + FOLDER + "/" + sha256 + "/" + variant;
  }
}
