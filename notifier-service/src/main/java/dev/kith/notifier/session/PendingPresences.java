package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.live.LivePresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue of a session's pending presence, merged by subject: the latest is enough. Thread-safe. */
final class PendingPresences {

  private final LinkedHashMap<Address, LivePresence> subjects = new LinkedHashMap<>(0);
  private final int limit;

  PendingPresences(int limit) {
    this.limit = limit;
  }

  /** Adds presence; returns false if that is one subject too many. */
  synchronized boolean add(LivePresence presence) {
    var before = subjects.remove(presence.subject());
    subjects.put(presence.subject(), before == null ? presence : merge(before, presence));
    return subjects.size() <= limit;
  }

  /** Merges two of one subject. The result is a transition only if both are. */
  private static LivePresence merge(LivePresence before, LivePresence now) {
    return new LivePresence(
        now.subject(), now.shown(), now.isTransition() && before.isTransition());
  }

  /**
   * Merges presence into a later one of its subject, if there is one here.
   *
   * @return false if there is none
   */
  synchronized boolean isReplaced(LivePresence presence) {
    return subjects.computeIfPresent(presence.subject(), (_, later) -> merge(presence, later))
        != null;
  }

  synchronized @Nullable LivePresence take() {
    var first = subjects.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  /** Takes the first ones, at most {@code max}. */
  synchronized List<LivePresence> take(int max) {
    var taken = new ArrayList<LivePresence>();
    for (var presence = take(); presence != null; presence = taken.size() < max ? take() : null) {
      taken.add(presence);
    }
    return taken;
  }

  synchronized void remove(Address subject) {
    subjects.remove(subject);
  }

  synchronized boolean isEmpty() {
    return subjects.isEmpty();
  }

  synchronized void clear() {
    subjects.clear();
  }
}
