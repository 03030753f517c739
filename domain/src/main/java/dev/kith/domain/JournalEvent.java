package dev.kith.domain;

import java.util.Optional;

/** One change that an owner made, or had made, to what Kith holds for them. */
public sealed interface JournalEvent permits ProfileEvent, RelationEvent, SettingsChanged {

  /** The version that its piece must have ({@link Position#NONE}: nothing present); empty: any. */
  Optional<Position> expects();
}
