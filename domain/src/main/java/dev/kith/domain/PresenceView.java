package dev.kith.domain;

import java.time.Instant;

/** Presence of a user as one viewer may see it. */
public sealed interface PresenceView {

  /** The user has a session. */
  record Online() implements PresenceView {}

  /** The user has no session, and last had one then. */
  record Offline(Instant lastSeen) implements PresenceView {}

  /** Only the category of the last-seen time is shown, not whether the user is online. */
  record Roughly(Recency recency) implements PresenceView {}

  /** The same presence, reduced to the category. */
  default Roughly roughly(Instant now) {
    return switch (this) {
      case Online() -> new Roughly(Recency.RECENTLY);
      case Offline(var lastSeen) -> new Roughly(Recency.of(lastSeen, now));
      case Roughly roughly -> roughly;
    };
  }
}
