package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;

/** Whose relation it is, and to whom. */
record Pair(Address owner, Address peer) {

  /** As what belongs to both is kept. */
  Pair smallerFirst() {
    return owner.compareTo(peer) < 0 ? this : new Pair(/* owner= */ peer, /* peer= */ owner);
  }
}
