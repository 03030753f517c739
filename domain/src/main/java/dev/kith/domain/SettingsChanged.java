package dev.kith.domain;

import java.util.Optional;

/** The settings that are present were set. */
public record SettingsChanged(
    Optional<Position> expects, Optional<Boolean> autoSync, Optional<Boolean> restricted)
    implements JournalEvent {}
