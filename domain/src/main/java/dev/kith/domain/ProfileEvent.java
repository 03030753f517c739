package dev.kith.domain;

import java.util.Optional;
import java.util.Set;

/** A change of a profile, its picture or its privacy rules. */
public sealed interface ProfileEvent extends JournalEvent {

  /**
   * Fields were set or removed.
   *
   * @param mode what becomes of a profile that is not there, and of fields that are not named
   * @param set name, status and attributes; never a picture
   * @param removed paths as in {@link Fields#without}
   */
  record ProfileChanged(Optional<Position> expects, Mode mode, Fields set, Set<String> removed)
      implements ProfileEvent {

    /** How a change treats what it does not name. */
    public enum Mode {
      /** Keeps it; refused if the profile is not there. */
      PATCH,
      /** Keeps it; creates the profile if it is not there. */
      MERGE,
      /** Removes it; creates the profile if it is not there. */
      REPLACE
    }

    public ProfileChanged {
      removed = Set.copyOf(removed);
    }
  }

  /** The picture was set, or, when empty, removed. */
  record PictureChanged(Optional<Position> expects, Optional<Picture> picture)
      implements ProfileEvent {}

  /** All privacy rules were replaced. They may be there before the profile is. */
  record PrivacyChanged(Optional<Position> expects, PrivacyRules rules) implements ProfileEvent {}

  /**
   * The profile was deleted; its rules stay, so that creating it again opens nothing that was
   * closed.
   */
  record ProfileDeleted(Optional<Position> expects) implements ProfileEvent {}
}
