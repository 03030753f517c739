package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Fields;
import dev.kith.domain.Profile;
import dev.kith.domain.Relation;
import java.util.Optional;

/** What a subscriber who returns with a cursor has missed of one subject. */
public enum Missed {
  /** Nothing that the subscriber might see. */
  NOTHING,
  /** The subject appeared, and the subscriber followed before. */
  JOINED,
  /** The view may differ. */
  CHANGED,
  /** Nothing is visible any more. */
  REMOVED,
  /** The state at the cursor is forgotten: the subscriber needs a snapshot. */
  UNKNOWN;

  /**
   * State of one pair in the committed store.
   *
   * @param place of the viewer; {@link PlaceState#NONE} if the viewer is the subject
   */
  public record State(Address subject, Address viewer, SubjectState kept, PlaceState place) {

    private boolean isOwn() {
      return viewer.equals(subject);
    }

    private boolean isVisible() {
      return !kept.replica().view(subject, viewer, place.place()).isNothing();
    }

    /** Whether the viewer saw something at {@code cursor} or since; true if that is forgotten. */
    public boolean wasVisibleSince(long cursor) {
      return Versions.changes(cursor, content().outlines(), history().relations()).stream()
          .anyMatch(offset -> fieldsAt(offset).filter(Fields.EMPTY::equals).isEmpty());
    }

    private ContentHistory content() {
      return kept.history();
    }

    private PlaceHistory history() {
      return place.history();
    }

    private Pair pair() {
      return place.place().pair();
    }

    /** The fields that the viewer saw at an offset. */
    private Optional<Fields> fieldsAt(long offset) {
      return content()
          .outlines()
          .at(offset)
          .flatMap(outline -> history().relations().at(offset).map(at -> fields(outline, at)));
    }

    private Fields fields(Profile outline, Relation relation) {
      return new Entry(viewer, subject, outline, relation).view().fields();
    }
  }

  /**
   * Returns what the viewer has missed after {@code cursor}. It is never {@link #NOTHING} if the
   * view differs, and it is {@link #NOTHING} if a session would have received nothing since: what
   * is hidden does not show.
   *
   * <p>The viewer's own change of their half is always told: a session may have seen it, or not yet
   * have seen it, in a transaction that was aborted.
   */
  public static Missed since(long cursor, State state) {
    if (state.isOwn()) {
      return state.content().latest() > cursor ? told(cursor, state, true) : NOTHING;
    }
    var fields = state.fieldsAt(cursor);
    if (fields.isEmpty()) {
      return UNKNOWN;
    }
    var isTold =
        state.history().followerChanged() > cursor
            || hasOtherFields(cursor, fields.get(), state)
            || hasOtherValues(cursor, fields.get(), state);
    return isTold ? told(cursor, state, followed(state)) : NOTHING;
  }

  /** Whether the viewer saw other fields at any time since the cursor. */
  private static boolean hasOtherFields(long cursor, Fields fields, State state) {
    return Versions.changes(cursor, state.content().outlines(), state.history().relations())
        .stream()
        .anyMatch(offset -> !state.fieldsAt(offset).equals(Optional.of(fields)));
  }

  private static boolean hasOtherValues(long cursor, Fields fields, State state) {
    return Outline.values(fields).keySet().stream()
        .anyMatch(path -> state.content().hasChanged(path, cursor));
  }

  private static boolean followed(State state) {
    return state.pair().follows()
        && state.pair().followsSince().isBefore(state.kept().replica().content().appeared());
  }

  private static Missed told(long cursor, State state, boolean followedBefore) {
    if (!state.isVisible()) {
      return REMOVED;
    }
    return followedBefore && !knew(cursor, state) ? JOINED : CHANGED;
  }

  /** Whether the subject had appeared to the viewer at the cursor. */
  private static boolean knew(long cursor, State state) {
    var followed =
        state.isOwn()
            || state.history().relations().at(cursor).filter(Entry::mayFollow).isPresent();
    return followed && state.content().appeared() <= cursor;
  }
}
