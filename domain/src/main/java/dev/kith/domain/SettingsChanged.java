package dev.kith.domain;

import java.util.Optional;

/** The settings that are present were set. */
public record SettingsChanged(
    Optional<Position> expects,
    Optional<Boolean> autoSync,
    Optional<Boolean> restricted,
    Optional<LastSeen> lastSeen)
    implements JournalEvent {

  /** One that leaves the last seen as it is. */
  public SettingsChanged(
      Optional<Position> expects, Optional<Boolean> autoSync, Optional<Boolean> restricted) {
    this(expects, autoSync, restricted, Optional.empty());
  }
}
