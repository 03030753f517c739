package dev.kith.notifier.delivery;

/** What delivery tasks and their readers ask Kafka about {@code kith.fanout}. All calls block. */
public interface FanOutTopic {

  /** Characters of the topic's identity in a cursor, of Kafka's 22: 48 of its 122 random bits. */
  int ID_LENGTH = 8;

  /** Identity of the topic: another one if it was deleted and created again. */
  String id();

  /** The part of the identity that is in cursors. */
  default String cursorId() {
    var id = id();
    return id.substring(0, Math.min(ID_LENGTH, id.length()));
  }

  /** Offset from which on the records of a partition are kept. */
  long begin(int partition);

  /**
   * Offset from which on the tasks of this application continue to read, behind the markers of
   * transactions; 0 if they have not begun.
   */
  long committed(int partition);

  /** Offset behind the last record of a partition, committed or not. */
  long end(int partition);
}
