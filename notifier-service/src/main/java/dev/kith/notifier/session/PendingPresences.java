package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.presence.SubscriberPresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queue of a session's pending presence, merged by subject: the latest is enough. Thread-safe. */
final class PendingPresences {

  private final LinkedHashMap<Address, SubscriberPresence> subjects = new LinkedHashMap<>(0);
  private final int limit;

  PendingPresences(int limit) {
    this.limit = limit;
  }

  /** Adds presence; returns false if that is one subject too many. */
  synchronized boolean add(SubscriberPresence presence) {
    var before = subjects.remove(presence.subject());
    subjects.put(presence.subject(), before == null ? presence : presence.after(before));
    return subjects.size() <= limit;
  }

  synchronized @Nullable SubscriberPresence take() {
    var first = subjects.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  synchronized boolean isEmpty() {
    return subjects.isEmpty();
  }

  /** Takes the first ones, at most {@code max}. */
  synchronized List<SubscriberPresence> take(int max) {
    var taken = new ArrayList<SubscriberPresence>();
    for (var presence = take(); presence != null; presence = taken.size() < max ? take() : null) {
      taken.add(presence);
    }
    return taken;
  }
}
