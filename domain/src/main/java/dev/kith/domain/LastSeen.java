package dev.kith.domain;

import java.util.Locale;
import java.util.Optional;

/** How closely an owner lets others know when they are, and last were, here. */
public enum LastSeen {
  /** Whether they are online, and to the second when they last were. */
  EXACT,
  /** No more than whether it was {@link Recency#RECENTLY}, this week, this month or long ago. */
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

  /** A word that nobody knows stands for the one that tells less: a doubt never opens anything. */
  public static LastSeen read(String text) {
    return parse(text).orElse(COARSE);
  }
}
