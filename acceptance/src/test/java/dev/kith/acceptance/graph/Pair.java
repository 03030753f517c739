package dev.kith.acceptance.graph;

/** The owner and the peer of a half-edge. */
record Pair(String owner, String peer) {

  Pair reversed() {
    return new Pair(peer, owner);
  }

  /** The pair as the key of a topic's record. */
  String key() {
    return owner + "|" + peer;
  }
}
