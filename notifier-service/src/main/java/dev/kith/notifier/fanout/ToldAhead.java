package dev.kith.notifier.fanout;

import dev.kith.domain.Address;
import dev.kith.domain.Profile;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.schemas.Keys;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Iterator of the peers that were notified before the walk reached them, in the order of the walk.
 */
final class ToldAhead implements AutoCloseable {

  private final KeyValueIterator<Bytes, byte[]> entries;

  ToldAhead(KeyValueIterator<Bytes, byte[]> entries) {
    this.entries = entries;
  }

  /** What the peer was told, if it was; peers are asked for in the order of addresses. */
  Optional<Profile> of(Address peer) {
    while (entries.hasNext()) {
      var order = Keys.second(entries.peekNextKey().get()).compareTo(peer.text());
      if (order > 0) {
        return Optional.empty();
      }
      var told = entries.next().value;
      if (order == 0) {
        return Optional.of(ProfileStore.read(told));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    entries.close();
  }
}
