package dev.kith.notifier.book;

import dev.kith.domain.Address;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.delivery.FanOutTopic;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.replica.reader.ReplicaPage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Cursors of address books: offsets in the subscriber's delivery partition. */
@Singleton
public final class BookCursors {

  private final FanOutTopic topic;
  private final DeliveryPartitions partitions;
  private final Vertx vertx;

  @Inject
  public BookCursors(FanOutTopic topic, DeliveryPartitions partitions, Vertx vertx) {
    this.topic = topic;
    this.partitions = partitions;
    this.vertx = vertx;
  }

  /** The cursor of a subscriber who knows everything up to {@code offset}. */
  Future<Cursor> at(Address subscriber, long offset) {
    return vertx.executeBlocking(
        () -> new Cursor(partitions.of(subscriber), offset, topic.cursorId()), false);
  }

  /**
   * Checks a cursor. The store may be a commit behind what sessions have sent; the end of the topic
   * is not.
   *
   * @param page of the store
   * @return fails with {@link CursorExpired} if the cursor is of another topic or user, too old, or
   *     from the future
   */
  Future<Void> check(Address subscriber, Cursor cursor, ReplicaPage page) {
    return vertx.executeBlocking(
        () -> {
          var partition = partitions.of(subscriber);
          var isOfTopic =
              cursor.partition() == partition && cursor.topic().equals(topic.cursorId());
          if (!isOfTopic
              || cursor.offset() < page.oldestCursor()
              || (cursor.offset() > page.start() && cursor.offset() >= topic.end(partition))) {
            throw new CursorExpired();
          }
          return null;
        },
        false);
  }
}
