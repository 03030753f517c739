package dev.kith.domain.replica;

import dev.kith.domain.Profile;
import dev.kith.domain.Relation;
import java.util.ArrayList;

/** {@link Missed#since} with a rule broken on purpose. */
public final class MissedMutations {

  private MissedMutations() {}

  /** What was missed, as a mutation has it. */
  public static Missed since(long cursor, Missed.State state, Mutation mutation) {
    return switch (mutation) {
      case ENDS_ONLY -> endsOnly(cursor, state);
      case NOT_ONES_OWN -> notOnesOwn(cursor, state);
      default -> Missed.since(cursor, state);
    };
  }

  /** Does not look at what was visible between the cursor and now. */
  static Missed endsOnly(long cursor, Missed.State state) {
    var outlines = state.kept().history().outlines();
    var relations = state.place().history().relations();
    var atCursor = outlines.at(cursor);
    var relationAtCursor = relations.at(cursor);
    if (atCursor.isEmpty() || relationAtCursor.isEmpty()) {
      return Missed.UNKNOWN;
    }
    var only = new ArrayList<Versions.Version<Profile>>();
    only.add(new Versions.Version<>(-1, atCursor.get()));
    only.add(new Versions.Version<>(cursor + 1, outlines.last()));
    var ends = new ArrayList<Versions.Version<Relation>>();
    ends.add(new Versions.Version<>(-1, relationAtCursor.get()));
    ends.add(new Versions.Version<>(cursor + 1, relations.last()));
    return Missed.since(
        cursor,
        new Missed.State(
            state.subject(),
            state.viewer(),
            new SubjectState(
                state.kept().replica(),
                new ContentHistory(
                    new Versions<>(only),
                    state.kept().history().changed(),
                    state.kept().history().latest(),
                    state.kept().history().appeared())),
            new PlaceState(
                state.place().place(),
                new PlaceHistory(
                    new Versions<>(ends), state.place().history().followerChanged()))));
  }

  /** Does not tell the viewer's own change. */
  static Missed notOnesOwn(long cursor, Missed.State state) {
    return Missed.since(
        cursor,
        new Missed.State(
            state.subject(),
            state.viewer(),
            state.kept(),
            new PlaceState(
                state.place().place(), new PlaceHistory(state.place().history().relations(), -1))));
  }
}
