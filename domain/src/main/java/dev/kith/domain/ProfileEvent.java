package dev.kith.domain;

import java.util.Optional;
import java.util.Set;

/** Event about a profile, its picture or its privacy rules. */
public sealed interface ProfileEvent extends JournalEvent {

  /**
   * Fields were set or removed.
   *
   * @param mode how to treat a missing profile, and fields that the event does not name
   * @param set name, status and attributes; never a picture
   * @param removed paths as in {@link Fields#without}
   */
  record ProfileChanged(Optional<Position> expects, Mode mode, Fields set, Set<String> removed)
      implements ProfileEvent {

    /** How a change treats fields that it does not name. */
    public enum Mode {
      /** Keeps them; refused if the profile does not exist. */
      PATCH,
      /** Keeps them; creates the profile if it does not exist. */
      MERGE,
      /** Removes them; creates the profile if it does not exist. */
      REPLACE
    }

    public ProfileChanged {
      removed = Set.copyOf(removed);
    }
  }

  /** The picture was set, or removed if empty. */
  record PictureChanged(Optional<Position> expects, Optional<Picture> picture)
      implements ProfileEvent {}

  /** All privacy rules were replaced. Rules may exist before the profile does. */
  record PrivacyChanged(Optional<Position> expects, PrivacyRules rules) implements ProfileEvent {}

  /**
   * The profile was deleted. Its rules stay, so that creating it again reveals nothing that was
   * hidden.
   */
  record ProfileDeleted(Optional<Position> expects) implements ProfileEvent {}
}
