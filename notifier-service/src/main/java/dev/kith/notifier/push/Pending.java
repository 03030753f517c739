package dev.kith.notifier.push;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session still has to write, merged by subject: the latest is enough. In the order of
 * offsets, so that each frame's cursor covers all before it. Thread-safe.
 */
final class Pending {

  private final LinkedHashMap<Address, Item> items = new LinkedHashMap<>();
  private final int most;

  /** An update with its place in kith.updates. */
  record Item(long offset, Update update) {

    /** Whether the snapshot has this, or something newer about the subject. */
    boolean isCoveredBy(Snapshot snapshot) {
      return snapshot.covers(update.subject(), offset);
    }
  }

  Pending(int most) {
    this.most = most;
  }

  /** False if that was one subject too many. */
  synchronized boolean add(Item item) {
    items.remove(item.update().subject());
    items.put(item.update().subject(), item);
    return items.size() <= most;
  }

  synchronized @Nullable Item take() {
    var first = items.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  /** Takes out what waits about one subject, if anything does. */
  synchronized @Nullable Item take(Address subject) {
    return items.remove(subject);
  }

  synchronized void clear() {
    items.clear();
  }
}
