package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.View;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.Partitions;

/**
 * What a peer's own partition says of an owner, for the service itself to decide by; nothing of it
 * goes to the owner as it is.
 *
 * @param shown the peer shows the owner something; hidden, blocked, deleted and never created are
 *     one
 * @param returnsContact the peer has the owner as contact, and shows them something
 * @param found the owner may find the peer, and is shown something
 */
public record PeerRelation(
    String peer, MessageEnd messages, boolean shown, boolean returnsContact, boolean found) {

  /**
   * From the stores of this node.
   *
   * @throws Partitions.NotHere if the peer's partition is another node's
   */
  static PeerRelation read(Partitions partitions, Address peer, Address asker) {
    var half = RelationStore.read(partitions.store(StateStores.RELATIONS, peer), peer, asker).own();
    var settings = SettingsStore.read(partitions.store(SettingsStore.NAME, peer), peer);
    var profile = ProfileStore.read(partitions.store(StateStores.PROFILES, peer), peer);
    var shows = !View.of(peer, profile, half, asker).isNothing();
    return new PeerRelation(
        peer.text(),
        MessageEnd.of(half, settings),
        shows,
        half.contact() && shows,
        View.isFound(peer, profile, half, asker));
  }

  /** Whether the peer may be told to the owner as the one who knows others. */
  boolean tellsContacts() {
    return returnsContact && found;
  }
}
