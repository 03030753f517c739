package dev.kith.domain;

/** Rule by which one end of a pair forbids messages between the two. */
public enum MessageRule {
  /** This end has blocked the other. */
  BLOCKED,
  /** This end is restricted, and the two are not paired. */
  RESTRICTED
}
