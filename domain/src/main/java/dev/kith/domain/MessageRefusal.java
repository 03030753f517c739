package dev.kith.domain;

/** Reason why a message is refused, and whose rule refused it; only that party may be told. */
public record MessageRefusal(MessageRule rule, Side by) {

  /** Party whose rule refused the message. */
  public enum Side {
    SENDER,
    GROUP,
    RECIPIENT
  }
}
