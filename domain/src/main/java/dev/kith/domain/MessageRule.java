package dev.kith.domain;

/** Why one end of a pair lets no messages pass between the two. */
public enum MessageRule {
  /** The end has blocked the other. */
  BLOCKED,
  /** The end is restricted, and the two are not paired. */
  RESTRICTED
}
