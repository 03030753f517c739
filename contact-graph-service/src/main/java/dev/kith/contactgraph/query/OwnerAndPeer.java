package dev.kith.contactgraph.query;

import dev.kith.domain.Address;

/** Whose relation it is, and to whom. */
public record OwnerAndPeer(Address owner, Address peer) {

  /** As what belongs to both is kept. */
  public OwnerAndPeer smallerFirst() {
    return owner.compareTo(peer) < 0
        ? this
        : new OwnerAndPeer(/* owner= */ peer, /* peer= */ owner);
  }
}
