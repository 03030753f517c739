package dev.kith.domain;

import java.util.Optional;

/** Event: the present settings were set. */
public record SettingsChanged(
    Optional<Position> expects,
    Optional<Boolean> autoSync,
    Optional<Boolean> restricted,
    Optional<LastSeen> lastSeen)
    implements JournalEvent {

  /** Event that leaves the precision of presence unchanged. */
  public SettingsChanged(
      Optional<Position> expects, Optional<Boolean> autoSync, Optional<Boolean> restricted) {
    this(expects, autoSync, restricted, Optional.empty());
  }
}
