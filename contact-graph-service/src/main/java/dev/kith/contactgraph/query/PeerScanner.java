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
 * Scanner of an owner's peers in the order of their addresses, in bounded steps: an owner may have
 * a million peers of which few match.
 *
 * @param visible whether the reader may know of the entry. Other entries are skipped and not
 *     counted as examined. Otherwise the length of a page would reveal their number: an owner could
 *     add entries around an address and so find out whether that address has stored or blocked the
 *     owner.
 */
public record PeerScanner(
    ReadOnlyKeyValueStore<Bytes, byte[]> store,
    Address owner,
    Predicate<Relation> wanted,
    Predicate<Relation> visible) {

  /**
   * Maximum number of skipped entries in one step, so that an owner with millions of followers
   * causes no load. A reader of such a list learns that there are many skipped entries, not which.
   */
  static final int MAX_SKIPPED = 100_000;

  /** Creates a scanner of the owner's own half-edges and pairs; other entries are not visible. */
  static PeerScanner ofOwn(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Predicate<Relation> wanted) {
    return new PeerScanner(store, owner, wanted, relation -> !ContactBody.isNothing(relation));
  }

  /** A matching peer. */
  public record Peer(Address address, Relation relation) {}

  /**
   * Result of one step.
   *
   * @param peers the matching peers
   * @param examined number of visible entries read
   * @param isCut the step ended because {@link #MAX_SKIPPED} entries were skipped
   * @param continueAfter the peer after which to continue; empty at the end
   */
  record Step(List<Peer> peers, int examined, boolean isCut, Optional<Address> continueAfter) {
    Step {
      peers = List.copyOf(peers);
    }
  }

  /**
   * Scans the next step. It ends as soon as a match beyond {@code maxPeers} is found, or after
   * {@code maxExamined} visible entries.
   */
  Step after(Optional<Address> last, int maxPeers, int maxExamined) {
    var peers = new ArrayList<Peer>();
    var reached = last;
    var examined = 0;
    var skipped = 0;
    try (var entries = store.range(from(last), to())) {
      while (entries.hasNext()) {
        if (skipped == MAX_SKIPPED) {
          return new Step(peers, examined, true, reached);
        }
        var entry = entries.next();
        var relation = RelationStore.read(entry.value);
        var isVisible = visible.test(relation);
        if (isVisible && examined == maxExamined) {
          return new Step(peers, examined, false, reached);
        }
        var peer = new Address(Keys.second(entry.key.get()));
        if (wanted.test(relation)) {
          if (peers.size() == maxPeers) {
            return new Step(peers, examined, false, Optional.of(peers.getLast().address()));
          }
          peers.add(new Peer(peer, relation));
        }
        reached = Optional.of(peer);
        if (isVisible) {
          examined++;
        } else {
          skipped++;
        }
      }
    }
    return new Step(peers, examined, false, Optional.empty());
  }

  /** The smallest key after that peer. */
  private Bytes from(Optional<Address> last) {
    var peer = last.map(address -> address.text() + '\0').orElse("");
    return StoreKeys.entry(owner, peer);
  }

  /** Greater than all keys of the owner: in ASCII, } follows |, and no address contains it. */
  private Bytes to() {
    return StoreKeys.end(owner);
  }
}
