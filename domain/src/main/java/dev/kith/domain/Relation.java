package dev.kith.domain;

/**
 * Relation between an owner and a peer: both half-edges, as the owner's partition knows them.
 *
 * @param own the owner's half-edge to the peer
 * @param mirror the peer's half-edge to the owner
 */
public record Relation(HalfEdge own, HalfEdge mirror) {

  public static final Relation NONE = new Relation(HalfEdge.NONE, HalfEdge.NONE);

  public Relation withOwn(HalfEdge newOwn) {
    return new Relation(newOwn, mirror);
  }

  public Relation withMirror(HalfEdge newMirror) {
    return new Relation(own, newMirror);
  }

  /** A pair is stored at the smaller address, so either half-edge may have it. */
  public boolean paired() {
    return own.paired() || mirror.paired();
  }

  /** Whether either has blocked the other. */
  public boolean blocked() {
    return own.blocked() || mirror.blocked();
  }

  /**
   * Whether messages between the two are allowed, as far as the owner's partition knows. It does
   * not know whether the peer is restricted.
   */
  public boolean letsMessagesPass(Settings settings) {
    var here = MessageEnd.of(own, settings);
    var there = MessageEnd.of(mirror, Settings.NONE);
    return here.forbids(there).isEmpty() && there.forbids(here).isEmpty();
  }
}
