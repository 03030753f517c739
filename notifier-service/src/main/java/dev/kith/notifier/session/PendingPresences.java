package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.presence.SubscriberPresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session still has to tell of presence, merged by subject: how it is now is enough.
 * Thread-safe.
 */
final class PendingPresences {

  private final LinkedHashMap<Address, SubscriberPresence> subjects = new LinkedHashMap<>(0);
  private final int most;

  PendingPresences(int most) {
    this.most = most;
  }

  /** False if that was one subject too many. */
  synchronized boolean add(SubscriberPresence told) {
    var before = subjects.remove(told.subject());
    subjects.put(told.subject(), before == null ? told : told.after(before));
    return subjects.size() <= most;
  }

  synchronized @Nullable SubscriberPresence take() {
    var first = subjects.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  synchronized boolean isEmpty() {
    return subjects.isEmpty();
  }

  /** The first so many. */
  synchronized List<SubscriberPresence> take(int atMost) {
    var taken = new ArrayList<SubscriberPresence>();
    for (var told = take(); told != null; told = taken.size() < atMost ? take() : null) {
      taken.add(told);
    }
    return taken;
  }
}
