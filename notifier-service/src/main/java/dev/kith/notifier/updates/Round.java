package dev.kith.notifier.updates;

import java.util.Optional;

/**
 * Rest of a round through the followers of a subject, in the order of their addresses. A change of
 * the subject during a round starts a new one where the old one is, so that it ends one round after
 * the last change.
 *
 * @param next address at which the round continues; empty: at the beginning
 * @param end address before which it ends; empty: after the last follower
 * @param rest what comes after that: from the beginning to before this address
 */
record Round(String next, Optional<String> end, Optional<String> rest) {

  private static final String SEPARATOR = "|";

  /** Round through all followers. */
  static final Round ALL = new Round("", Optional.empty(), Optional.empty());

  boolean includes(String user) {
    return end.map(last -> user.compareTo(last) < 0).orElse(true);
  }

  /** The round after all before {@code user} were visited. */
  Round at(String user) {
    return new Round(user, end, rest);
  }

  /** The round after its present part; empty if that was the last one. */
  Optional<Round> afterPart() {
    return rest.map(_ -> new Round("", rest, Optional.empty()));
  }

  /** Whole round from the present follower on. */
  Round again() {
    return next.isEmpty() ? ALL : new Round(next, Optional.empty(), Optional.of(next));
  }

  /** The round as text; no address contains the separator. */
  String text() {
    return next + SEPARATOR + end.orElse("") + SEPARATOR + rest.orElse("");
  }

  static Round parse(String text) {
    var parts = text.split("\\|", -1);
    return new Round(parts[0], optional(parts[1]), optional(parts[2]));
  }

  private static Optional<String> optional(String part) {
    return Optional.of(part).filter(text -> !text.isEmpty());
  }
}
