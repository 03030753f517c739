package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Queue of a session's pending updates, merged by subject: the latest is enough. It is in the order
 * of offsets, so that each frame's cursor covers all updates before it. Thread-safe.
 */
final class Pending {

  private final LinkedHashMap<Address, Item> items = new LinkedHashMap<>();
  private final int limit;

  /**
   * Update with its offset in kith.updates.
   *
   * @param joined offset of the last {@code joined} among this update and those that were merged
   *     into it; -1 if there is none
   * @param delivery for metrics and traces
   */
  record Item(long offset, long joined, DeliveryMetrics.Delivery delivery, Update update) {

    private static final long NEVER = -1;

    Item(long offset, Update update) {
      this(offset, DeliveryMetrics.Delivery.UNKNOWN, update);
    }

    Item(long offset, DeliveryMetrics.Delivery delivery, Update update) {
      this(offset, update.kind() == Update.Kind.JOINED ? offset : NEVER, delivery, update);
    }

    /** Merges an earlier update that was not sent; a {@code joined} among the two is kept. */
    Item after(Item before) {
      return joined == NEVER ? new Item(offset, before.joined, delivery, update) : this;
    }

    /** Returns whether the snapshot has this update, or a newer one of the subject. */
    boolean isCoveredBy(SnapshotEnd snapshotEnd) {
      return snapshotEnd.covers(update.subject(), offset);
    }

    boolean isRemoval() {
      return update.kind() == Update.Kind.REMOVED;
    }

    /** Returns the update for a client that has received the snapshot. */
    Update after(SnapshotEnd snapshotEnd) {
      if (isRemoval()) {
        return update;
      }
      var isKnown = snapshotEnd.covers(update.subject(), joined);
      return update.as(isKnown ? Update.Kind.CHANGED : Update.Kind.JOINED);
    }
  }

  Pending(int limit) {
    this.limit = limit;
  }

  /** Adds an update; returns false if that is one subject too many. */
  synchronized boolean add(Item item) {
    var before = items.remove(item.update().subject());
    items.put(item.update().subject(), before == null ? item : item.after(before));
    return items.size() <= limit;
  }

  synchronized @Nullable Item take() {
    var first = items.pollFirstEntry();
    return first == null ? null : first.getValue();
  }

  /** Takes the pending update of one subject, if there is one. */
  synchronized @Nullable Item take(Address subject) {
    return items.remove(subject);
  }

  synchronized void clear() {
    items.clear();
  }
}
