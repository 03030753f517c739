package dev.kith.acceptance.graph;

/** Whose half it is, and about whom. */
record Pair(String owner, String peer) {

  Pair reversed() {
    return new Pair(peer, owner);
  }

  /** As topics have it in their keys. */
  String key() {
    return owner + "|" + peer;
  }
}
