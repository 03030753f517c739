package dev.kith.contactgraph.query;

import dev.kith.domain.Address;

/** Owner and peer of a relation. */
public record OwnerAndPeer(Address owner, Address peer) {

  /** The smaller address as owner: pairs are stored this way. */
  public OwnerAndPeer smallerFirst() {
    return owner.compareTo(peer) < 0
        ? this
        : new OwnerAndPeer(/* owner= */ peer, /* peer= */ owner);
  }
}
