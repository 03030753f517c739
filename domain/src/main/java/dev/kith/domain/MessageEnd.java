package dev.kith.domain;

import java.util.Optional;

/** What one end of a pair says about messages between the two, in either direction. */
public record MessageEnd(boolean blocked, boolean restricted, boolean paired) {

  public static MessageEnd of(HalfEdge halfEdge, Settings settings) {
    return new MessageEnd(halfEdge.blocked(), settings.restricted(), halfEdge.paired());
  }

  /** Why this end forbids them; a block goes before a restriction. */
  public Optional<MessageRule> forbids(MessageEnd other) {
    if (blocked) {
      return Optional.of(MessageRule.BLOCKED);
    }
    // a pair lives with the smaller address, so either end may say it
    return restricted && !paired && !other.paired
        ? Optional.of(MessageRule.RESTRICTED)
        : Optional.empty();
  }
}
