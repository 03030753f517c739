package dev.kith.contactgraph.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.Relation;
import dev.kith.kit.streams.RelationStore;
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
 */
record PeerWalk(
    ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Predicate<Relation> wanted) {

  /** Somebody who was met. */
  record Peer(Address address, Relation relation) {}

  /**
   * A part of the way.
   *
   * @param peers those that were wanted
   * @param examined how many were looked at
   * @param goesOnAfter nothing at the end of the way
   */
  record Stretch(List<Peer> peers, int examined, Optional<Address> goesOnAfter) {
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
    try (var entries = store.range(from(last), to())) {
      while (entries.hasNext()) {
        if (examined == mostExamined) {
          return new Stretch(peers, examined, reached);
        }
        var entry = entries.next();
        var relation = RelationStore.read(entry.value);
        var peer = new Address(Keys.second(entry.key.get()));
        if (wanted.test(relation)) {
          if (peers.size() == most) {
            return new Stretch(peers, examined, Optional.of(peers.getLast().address()));
          }
          peers.add(new Peer(peer, relation));
        }
        reached = Optional.of(peer);
        examined++;
      }
    }
    return new Stretch(peers, examined, Optional.empty());
  }

  /** The least key behind that peer. */
  private Bytes from(Optional<Address> last) {
    var peer = last.map(address -> address.text() + '\0').orElse("");
    return Bytes.wrap((owner.text() + '|' + peer).getBytes(UTF_8));
  }

  /** Above all keys of the owner: in ASCII, } follows |, and no address contains it. */
  private Bytes to() {
    return Bytes.wrap((owner.text() + '}').getBytes(UTF_8));
  }
}
