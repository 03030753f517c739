package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.Relation;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Goes through an owner's peers in the order of their addresses, stretch by stretch, so that nobody
 * has to read all of them at once: an owner may have a million of whom few are wanted.
 *
 * @param visible whether the reader may know of the entry. Others are passed over and do not count,
 *     or the length of a page would tell how many there are: by putting entries of one's own around
 *     an address one could read whether it holds or blocks one.
 */
public record PeerScanner(
    ReadOnlyKeyValueStore<Bytes, byte[]> store,
    Address owner,
    Predicate<Relation> wanted,
    Predicate<Relation> visible) {

  /**
   * Passed over in one stretch at most, so that an owner whom millions follow is no load. Who reads
   * their list knows that there are many, not who they are.
   */
  static final int MOST_PASSED_OVER = 100_000;

  /** What owners hold themselves: what others hold about them is not visible. */
  static PeerScanner ofOwn(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Predicate<Relation> wanted) {
    return new PeerScanner(store, owner, wanted, relation -> !ContactBody.isNothing(relation));
  }

  /** Somebody who was met. */
  public record Peer(Address address, Relation relation) {}

  /**
   * A part of the way.
   *
   * @param peers those that were wanted
   * @param examined how many visible ones were looked at
   * @param isCut it ended because {@link #MOST_PASSED_OVER} were passed over
   * @param goesOnAfter nothing at the end of the way
   */
  record Stretch(List<Peer> peers, int examined, boolean isCut, Optional<Address> goesOnAfter) {
    Stretch {
      peers = List.copyOf(peers);
    }
  }

  /**
   * The next stretch: ends where it is known that another one is wanted than {@code most}, or after
   * {@code mostExamined}.
   */
  Stretch after(Optional<Address> last, int most, int mostExamined) {
    var peers = new ArrayList<Peer>();
    var reached = last;
    var examined = 0;
    var passedOver = 0;
    try (var entries = store.range(from(last), to())) {
      while (entries.hasNext()) {
        if (passedOver == MOST_PASSED_OVER) {
          return new Stretch(peers, examined, true, reached);
        }
        var entry = entries.next();
        var relation = RelationStore.read(entry.value);
        var isVisible = visible.test(relation);
        if (isVisible && examined == mostExamined) {
          return new Stretch(peers, examined, false, reached);
        }
        var peer = new Address(Keys.second(entry.key.get()));
        if (wanted.test(relation)) {
          if (peers.size() == most) {
            return new Stretch(peers, examined, false, Optional.of(peers.getLast().address()));
          }
          peers.add(new Peer(peer, relation));
        }
        reached = Optional.of(peer);
        if (isVisible) {
          examined++;
        } else {
          passedOver++;
        }
      }
    }
    return new Stretch(peers, examined, false, Optional.empty());
  }

  /** The least key behind that peer. */
  private Bytes from(Optional<Address> last) {
    var peer = last.map(address -> address.text() + '\0').orElse("");
    return StoreKeys.entry(owner, peer);
  }

  /** Above all keys of the owner: in ASCII, } follows |, and no address contains it. */
  private Bytes to() {
    return StoreKeys.end(owner);
  }
}
