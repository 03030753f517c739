package dev.kith.domain;

import java.util.Locale;
import java.util.Optional;

/** Precision with which an owner shows their presence to others. */
public enum LastSeen {
  /** Online state, and the last-seen time to the second. */
  EXACT,
  /**
   * Only the category of the last-seen time: {@link Recency#RECENTLY}, this week, this month or
   * long ago.
   */
  COARSE;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<LastSeen> parse(String text) {
    return switch (text) {
      case "exact" -> Optional.of(EXACT);
      case "coarse" -> Optional.of(COARSE);
      default -> Optional.empty();
    };
  }

  /** An unknown word means the less precise value, so that it never reveals anything. */
  public static LastSeen read(String text) {
    return parse(text).orElse(COARSE);
  }
}
