package dev.kith.contactgraph.query;

import dev.kith.domain.Address;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.View;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;

/**
 * A peer's side of the relation to an owner, read from the peer's partition. Only for decisions of
 * the service; never returned to the owner directly.
 *
 * @param shown the peer's view for the owner is not empty; false if hidden, blocked, deleted or
 *     never created
 * @param returnsContact the peer has the owner as contact, and the view is not empty
 * @param found the owner may find the peer, and the view is not empty
 */
public record PeerRelation(
    String peer, MessageEnd messages, boolean shown, boolean returnsContact, boolean found) {

  /**
   * Reads the stores of this node.
   *
   * @throws PartitionOwners.NotHere if another node owns the peer's partition
   */
  static PeerRelation read(PartitionOwners partitionOwners, Address peer, Address asker) {
    var half =
        RelationStore.read(partitionOwners.store(StateStores.RELATIONS, peer), peer, asker).own();
    var settings = SettingsStore.read(partitionOwners.store(SettingsStore.NAME, peer), peer);
    var profile = ProfileStore.read(partitionOwners.store(StateStores.PROFILES, peer), peer);
    var shows = !View.of(peer, profile, half, asker).isNothing();
    return new PeerRelation(
        peer.text(),
        MessageEnd.of(half, settings),
        shows,
        half.contact() && shows,
        View.isFound(peer, profile, half, asker));
  }

  /** Whether the peer's contacts may be suggested to the owner. */
  boolean tellsContacts() {
    return returnsContact && found;
  }
}
