package dev.kith.domain;

import java.util.Optional;

/**
 * Result of applying an event to a state: the new state, or the unchanged state and the reason for
 * the refusal.
 */
public record Fold<S>(S state, Optional<Refusal> refusal) {

  public static <S> Fold<S> changed(S state) {
    return new Fold<>(state, Optional.empty());
  }

  public static <S> Fold<S> refused(S unchanged, Refusal refusal) {
    return new Fold<>(unchanged, Optional.of(refusal));
  }

  public boolean isRefused() {
    return refusal.isPresent();
  }

  /** Reason why a resource at {@code position} refuses the event; empty if it may accept it. */
  static Optional<Refusal> check(JournalEvent event, Position position, boolean present) {
    return check(event.expects(), position, present).or(() -> EventValidator.refusal(event));
  }

  private static Optional<Refusal> check(
      Optional<Position> expected, Position position, boolean present) {
    if (expected.isEmpty()) {
      return Optional.empty();
    }
    if (expected.get().equals(Position.NONE)) {
      return present ? Optional.of(Refusal.ALREADY_EXISTS) : Optional.empty();
    }
    return expected.get().equals(position)
        ? Optional.empty()
        : Optional.of(Refusal.VERSION_CONFLICT);
  }
}
