package dev.kith.notifier.live;

/** Updates of the delivery partitions, as sessions join and leave them. Thread-safe. */
public interface LiveUpdates {

  /** Joins a session: it is read, and then {@linkplain LiveSession#opened opened}. */
  void join(LiveSession session);

  /** Requests up to {@code count} entries more than were requested before. */
  void request(LiveSession session, int count);

  /** Leaves. A call that is under way may still arrive. */
  void leave(LiveSession session);
}
