package dev.kith.domain;

import java.util.Optional;

/** Event in the journal: one change of an owner's data, by the owner or on the owner's behalf. */
public sealed interface JournalEvent permits ProfileEvent, RelationEvent, SettingsChanged {

  /** Version that the resource must have ({@link Position#NONE}: it must not exist); empty: any. */
  Optional<Position> expects();
}
