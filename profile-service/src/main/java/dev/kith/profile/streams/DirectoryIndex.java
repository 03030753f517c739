package dev.kith.profile.streams;

import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Index of all existing profiles by each sort order, so that pages need no sorting. The state store
 * has one key for each profile and order; values are empty.
 */
public final class DirectoryIndex {

  public static final String NAME = "profile-directory";

  private static final byte[] EMPTY = {};

  private final KeyValueStore<Bytes, byte[]> store;

  DirectoryIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** Updates the index after a change of a profile. */
  void move(Address owner, Profile before, Profile after) {
    if (before.isPresent() == after.isPresent()
        && before.fields().name().equals(after.fields().name())) {
      return;
    }
    for (var order : DirectoryOrder.values()) {
      var old = key(order, owner, before);
      var now = key(order, owner, after);
      if (!old.equals(now)) {
        old.ifPresent(store::delete);
        now.ifPresent(key -> store.put(key, EMPTY));
      }
    }
  }

  private static Optional<Bytes> key(DirectoryOrder order, Address owner, Profile profile) {
    return profile.isPresent()
        ? Optional.of(order.key(owner.text(), profile.fields().name()))
        : Optional.empty();
  }
}
