package dev.kith.domain;

/** Why a message may not pass, and whose rule that is: nobody else may be told of it. */
public record MessageRefusal(MessageRule rule, Side by) {

  /** Whose rule. */
  public enum Side {
    SENDER,
    GROUP,
    RECIPIENT
  }
}
