package dev.kith.domain;

import java.util.Optional;

/** State of one end of a pair that decides about messages between the two, in either direction. */
public record MessageEnd(boolean blocked, boolean restricted, boolean paired) {

  public static MessageEnd of(HalfEdge halfEdge, Settings settings) {
    return new MessageEnd(halfEdge.blocked(), settings.restricted(), halfEdge.paired());
  }

  /** Reason why this end forbids messages; a block takes precedence over a restriction. */
  public Optional<MessageRule> forbids(MessageEnd other) {
    if (blocked) {
      return Optional.of(MessageRule.BLOCKED);
    }
    // a pair is stored at the smaller address, so either end may have it
    return restricted && !paired && !other.paired
        ? Optional.of(MessageRule.RESTRICTED)
        : Optional.empty();
  }
}
