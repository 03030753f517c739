package dev.kith.notifier.updates;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Relation;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.domain.replica.Missed;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Writer of the updates of one entry: compares the view now with the last update. */
final class EntryWriter {

  private static final Address NO_SUBJECT = new Address("none");

  private final FollowerStore followers;
  private final Consumer<Update> output;

  /** The last hashed view: most followers of a subject see the same. */
  private View hashed = View.nothing(NO_SUBJECT);

  private long hash = LastUpdate.hash(hashed);

  EntryWriter(FollowerStore followers, Consumer<Update> output) {
    this.followers = followers;
    this.output = output;
  }

  /** Writes an update if the view differs from that of the last update. */
  void writeDifference(Missed.State state) {
    var known = followers.get(state.subject(), state.viewer());
    if (known.isEmpty() && !follows(state)) {
      return;
    }
    var last = known.orElseGet(() -> first(state));
    var view = view(state);
    var now = last.with(hash(view), appeared(state));
    if (now.view() != last.view()) {
      output.accept(update(state, view, kind(state, view, last)));
    }
    if (!follows(state)) {
      followers.delete(state.subject(), state.viewer());
    } else if (known.isEmpty() || !now.equals(last)) {
      followers.put(state.subject(), state.viewer(), now);
    }
  }

  /**
   * Begins an entry: writes what its follower has missed since the request for updates.
   *
   * @param since offset of the request; -1 if all that ever changed may be missed
   */
  void writeMissed(Missed.State state, long since) {
    var view = view(state);
    switch (Missed.since(since, state)) {
      case NOTHING -> {}
      // an appearance is not repeated after a rebuild
      case JOINED ->
          output.accept(update(state, view, since < 0 ? Update.Kind.CHANGED : Update.Kind.JOINED));
      case CHANGED, REMOVED, UNKNOWN -> {
        if (!view.isNothing()) {
          output.accept(update(state, view, Update.Kind.CHANGED));
        } else if (state.wasVisibleSince(since)) {
          output.accept(update(state, view, Update.Kind.REMOVED));
        }
      }
    }
    if (follows(state)) {
      followers.put(
          state.subject(),
          state.viewer(),
          LastUpdate.nothing(appeared(state)).with(hash(view), appeared(state)));
    }
  }

  private Update.Kind kind(Missed.State state, View view, LastUpdate last) {
    if (view.isNothing()) {
      return Update.Kind.REMOVED;
    }
    var isNew = !last.hasShown(appeared(state));
    return isNew && followedBefore(state) ? Update.Kind.JOINED : Update.Kind.CHANGED;
  }

  /**
   * What a new entry begins with. A follower who did not follow for a while is not sent the
   * subject's appearance again.
   */
  private static LastUpdate first(Missed.State state) {
    var versions = state.place().history().relations().list();
    var appeared = state.kept().history().appeared();
    var hasFollowed =
        IntStream.range(0, versions.size() - 1)
            .filter(index -> versions.get(index + 1).from() > appeared)
            .anyMatch(index -> Entry.mayFollow(versions.get(index).state()));
    return hasFollowed ? LastUpdate.nothing(appeared(state)) : LastUpdate.NONE;
  }

  private static boolean followedBefore(Missed.State state) {
    return isOwn(state) || state.place().place().pair().followsSince().isBefore(appeared(state));
  }

  private static Update update(Missed.State state, View view, Update.Kind kind) {
    var relation = isOwn(state) ? Relation.NONE : state.place().place().pair().relation();
    var profile = state.kept().replica().content().profile();
    var entry = new Entry(state.viewer(), state.subject(), profile, relation);
    return new Update(state.viewer(), state.subject(), kind, view, entry.version());
  }

  private static View view(Missed.State state) {
    return state.kept().replica().view(state.subject(), state.viewer(), state.place().place());
  }

  private static boolean follows(Missed.State state) {
    return isOwn(state) ? !state.subject().isGroup() : state.place().place().pair().follows();
  }

  private static boolean isOwn(Missed.State state) {
    return state.viewer().equals(state.subject());
  }

  private static Instant appeared(Missed.State state) {
    return state.kept().replica().content().appeared();
  }

  private long hash(View view) {
    if (!view.equals(hashed)) {
      hashed = view;
      hash = LastUpdate.hash(view);
    }
    return hash;
  }
}
