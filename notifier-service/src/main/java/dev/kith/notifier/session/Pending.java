package dev.kith.notifier.session;

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

  /**
   * An update with its place in kith.updates.
   *
   * @param joined where it was said that the subject has joined, with this or with one that was
   *     merged into it; before all offsets if it was not
   * @param way that it has come, for whoever watches
   */
  record Item(long offset, long joined, DeliveryMetrics.Way way, Update update) {

    private static final long NEVER = -1;

    Item(long offset, Update update) {
      this(offset, DeliveryMetrics.Way.UNKNOWN, update);
    }

    Item(long offset, DeliveryMetrics.Way way, Update update) {
      this(offset, update.kind() == Update.Kind.JOINED ? offset : NEVER, way, update);
    }

    /** This in place of another that nobody was shown: who appeared has appeared all the same. */
    Item after(Item before) {
      return joined == NEVER ? new Item(offset, before.joined, way, update) : this;
    }

    /** Whether the snapshot has this, or something newer about the subject. */
    boolean isCoveredBy(SnapshotEnd snapshotEnd) {
      return snapshotEnd.covers(update.subject(), offset);
    }

    boolean isRemoval() {
      return update.kind() == Update.Kind.REMOVED;
    }

    /** As it is told to somebody who has seen the snapshot. */
    Update after(SnapshotEnd snapshotEnd) {
      if (isRemoval()) {
        return update;
      }
      var isKnown = snapshotEnd.covers(update.subject(), joined);
      return update.as(isKnown ? Update.Kind.CHANGED : Update.Kind.JOINED);
    }
  }

  Pending(int most) {
    this.most = most;
  }

  /** False if that was one subject too many. */
  synchronized boolean add(Item item) {
    var before = items.remove(item.update().subject());
    items.put(item.update().subject(), before == null ? item : item.after(before));
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
