package dev.kith.notifier.updates;

import dev.kith.domain.Address;

/**
 * How far the index of followers is built: first from the places, in the order of {@code
 * user|subject}, then from the subjects, for the entries of users about themselves.
 *
 * @param next key at which the build continues; everything before it is built
 */
record BuildCursor(Stage stage, String next) {

  private static final char SEPARATOR = '|';

  /** Store from which entries are built. */
  enum Stage {
    PLACES,
    SUBJECTS,
    DONE
  }

  static final BuildCursor START = new BuildCursor(Stage.PLACES, "");

  static final BuildCursor END = new BuildCursor(Stage.DONE, "");

  BuildCursor at(String key) {
    return new BuildCursor(stage, key);
  }

  /** The beginning of the next stage. */
  BuildCursor nextStage() {
    return switch (stage) {
      case PLACES -> new BuildCursor(Stage.SUBJECTS, "");
      case SUBJECTS, DONE -> END;
    };
  }

  /** Whether the entry of a user about a subject is built. */
  boolean isPast(Address user, Address subject) {
    var entryStage = user.equals(subject) ? Stage.SUBJECTS : Stage.PLACES;
    if (stage != entryStage) {
      return stage.compareTo(entryStage) > 0;
    }
    var key = entryStage == Stage.PLACES ? user.text() + SEPARATOR + subject : subject.text();
    return key.compareTo(next) < 0;
  }

  /** The cursor as text. */
  String text() {
    return stage + " " + next;
  }

  static BuildCursor parse(String text) {
    var space = text.indexOf(' ');
    return new BuildCursor(Stage.valueOf(text.substring(0, space)), text.substring(space + 1));
  }
}
