package dev.kith.domain;

import java.time.Instant;

/** Somebody's presence as one viewer may know it. */
public sealed interface PresenceView {

  /** Has a session. */
  record Online() implements PresenceView {}

  /** Has none, and last had one then. */
  record Offline(Instant lastSeen) implements PresenceView {}

  /** Whether they have one is not told. */
  record Roughly(Recency recency) implements PresenceView {}

  /** The same for one who is to know no more than roughly. */
  default Roughly roughly(Instant now) {
    return switch (this) {
      case Online() -> new Roughly(Recency.RECENTLY);
      case Offline(var lastSeen) -> new Roughly(Recency.of(lastSeen, now));
      case Roughly roughly -> roughly;
    };
  }
}
