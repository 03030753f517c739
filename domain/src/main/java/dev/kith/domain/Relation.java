package dev.kith.domain;

/**
 * Both directions between an owner and a peer, as the owner's partition knows them.
 *
 * @param own what the owner holds about the peer
 * @param mirror what the peer holds about the owner
 */
public record Relation(HalfEdge own, HalfEdge mirror) {

  public static final Relation NONE = new Relation(HalfEdge.NONE, HalfEdge.NONE);

  public Relation withOwn(HalfEdge newOwn) {
    return new Relation(newOwn, mirror);
  }

  public Relation withMirror(HalfEdge newMirror) {
    return new Relation(own, newMirror);
  }

  /** Pairs live with the smaller address, so either half may say it. */
  public boolean paired() {
    return own.paired() || mirror.paired();
  }

  /** Whether either has blocked the other. */
  public boolean blocked() {
    return own.blocked() || mirror.blocked();
  }

  /**
   * Whether messages may pass between the two, as far as the owner's partition knows: whether the
   * peer is restricted, it does not.
   */
  public boolean letsMessagesPass(Settings settings) {
    var here = MessageEnd.of(own, settings);
    var there = MessageEnd.of(mirror, Settings.NONE);
    return here.forbids(there).isEmpty() && there.forbids(here).isEmpty();
  }
}
