package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.session.DeliveryMetrics.Delivery;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Queue of a session's pending frames about subjects: hello, entries, {@code synced}, updates.
 * Thread-safe.
 *
 * <p>A client that keeps up gets each update. If more than {@value #MAX_IN_ORDER} wait, they are
 * merged by subject, as entries are: the latest is enough. An update after {@code synced} is at the
 * end of the queue, so that its cursor covers all frames before it, also if it replaces a pending
 * entry.
 */
final class Pending {

  /** Entries that are requested at a time. */
  static final int PAGE = 200;

  /** Updates that wait before they are merged: about those of one poll. */
  static final int MAX_IN_ORDER = 32;

  private final LinkedHashMap<Address, Item> beforeSynced = new LinkedHashMap<>(0);

  /** Updates as they came; empty if some are merged. */
  private final ArrayDeque<Item> inOrder = new ArrayDeque<>(1);

  private final LinkedHashMap<Address, Item> afterSynced = new LinkedHashMap<>(0);
  private final int limit;
  private @Nullable Hello hello;
  private OptionalLong synced = OptionalLong.empty();
  private boolean isOpening;
  private boolean isSnapshot;
  private int awaited;

  /** A frame that is due. */
  sealed interface Due {}

  /**
   * Hello.
   *
   * @param since the cursor that is recovered from; empty before a snapshot
   */
  record Hello(Optional<Cursor> since) implements Due {}

  /** The end of the entries. */
  record Synced(long cursor) implements Due {}

  /**
   * Entry or update.
   *
   * @param hasJoined whether a {@code joined} is among the updates that were merged into this one
   * @param isUnknown whether the client was not sent the subject since hello
   */
  record Item(LiveUpdate update, Delivery delivery, boolean hasJoined, boolean isUnknown)
      implements Due {

    private static Item of(LiveUpdate update, Delivery delivery, boolean isUnknown) {
      return new Item(update, delivery, update.kind() == Update.Kind.JOINED, isUnknown);
    }

    private Item after(Item before) {
      return new Item(
          update, delivery, hasJoined || before.hasJoined, isUnknown || before.isUnknown);
    }

    private boolean isRemoval() {
      return update.kind() == Update.Kind.REMOVED;
    }

    /** The update with the kind that fits what the client was sent. */
    private Item forClient(boolean isSnapshot) {
      if (isRemoval()) {
        return this;
      }
      // a snapshot has no joined
      var isNews = hasJoined && !(isSnapshot && isUnknown);
      var kind = isNews ? Update.Kind.JOINED : Update.Kind.CHANGED;
      return kind == update.kind()
          ? this
          : new Item(update.as(kind), delivery, hasJoined, isUnknown);
    }
  }

  Pending(int limit) {
    this.limit = limit;
  }

  /** Begins with hello; without a cursor, a snapshot follows. */
  synchronized void open(Optional<Cursor> since) {
    clear();
    hello = new Hello(since);
    isOpening = true;
    isSnapshot = since.isEmpty();
  }

  /** Adds an entry; returns false if that is one subject too many. */
  synchronized boolean addEntry(LiveUpdate entry) {
    awaited--;
    return put(true, Item.of(entry, Delivery.UNKNOWN, true));
  }

  /** Adds an update; returns false if that is one subject too many. */
  synchronized boolean addUpdate(LiveUpdate update, Delivery delivery) {
    var item = Item.of(update, delivery, false);
    if (keepsOrder(update.subject())) {
      inOrder.add(item);
      return true;
    }
    var fits = true;
    while (!inOrder.isEmpty()) {
      fits &= put(false, inOrder.remove());
    }
    return put(isOpening, item) && fits;
  }

  private boolean keepsOrder(Address subject) {
    return !isOpening
        && afterSynced.isEmpty()
        && inOrder.size() < MAX_IN_ORDER
        && !beforeSynced.containsKey(subject);
  }

  private boolean put(boolean isBeforeSynced, Item item) {
    var subject = item.update.subject();
    var before = beforeSynced.get(subject);
    if (before == null) {
      before = afterSynced.remove(subject);
    } else if (!isBeforeSynced) {
      beforeSynced.remove(subject);
    }
    var merged = before == null ? item : item.after(before);
    if (merged.isRemoval() && merged.isUnknown && isSnapshot) {
      beforeSynced.remove(subject);
    } else {
      (isBeforeSynced ? beforeSynced : afterSynced).put(subject, merged);
    }
    return beforeSynced.size() + afterSynced.size() <= limit + PAGE;
  }

  /** All entries were added. */
  synchronized void addSynced(long cursor) {
    synced = OptionalLong.of(cursor);
    isOpening = false;
    awaited = 0;
  }

  /** Takes the next frame; null if none is due. */
  synchronized @Nullable Due take() {
    if (hello != null) {
      var first = hello;
      hello = null;
      return first;
    }
    var entry = beforeSynced.pollFirstEntry();
    if (entry != null) {
      return entry.getValue().forClient(isSnapshot);
    }
    if (synced.isPresent()) {
      var end = new Synced(synced.getAsLong());
      synced = OptionalLong.empty();
      return end;
    }
    var next = inOrder.poll();
    if (next != null) {
      return next.forClient(isSnapshot);
    }
    var update = afterSynced.pollFirstEntry();
    return update == null ? null : update.getValue().forClient(isSnapshot);
  }

  /** Returns how many entries are to be requested now; that many are awaited from then on. */
  synchronized int toRequest() {
    if (!isOpening || hello != null || awaited > 0 || !beforeSynced.isEmpty()) {
      return 0;
    }
    awaited = PAGE;
    return PAGE;
  }

  synchronized void clear() {
    beforeSynced.clear();
    inOrder.clear();
    afterSynced.clear();
    hello = null;
    synced = OptionalLong.empty();
    isOpening = false;
    awaited = 0;
  }
}
