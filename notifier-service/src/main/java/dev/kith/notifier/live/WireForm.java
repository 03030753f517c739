package dev.kith.notifier.live;

/** Form in which a kind of connection sends a frame: its bytes, ready for the socket. */
public interface WireForm {

  /** Encodes a frame. Called once for all sessions with the same frame. */
  byte[] encode(LiveUpdate frame);
}
