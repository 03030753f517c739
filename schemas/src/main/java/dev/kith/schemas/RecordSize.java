package dev.kith.schemas;

/**
 * Size limits of records, from what a producer may write to what is derived from it. A topic
 * accepts the largest record plus headers. A reader accepts less if larger records are derived.
 */
public final class RecordSize {

  /** Bytes of key and value of a derived record: Kafka's default less headers. */
  public static final int LARGEST = 1_000_000;

  /** {@code max.message.bytes} of every topic and changelog: Kafka's default. */
  public static final int TOPIC = 1_048_588;

  /** {@code max.request.size} of every producer: not below the topics' limit. */
  public static final int REQUEST = TOPIC;

  /** Bytes of key, value and headers of a dead letter. */
  public static final int DEAD_LETTER = 1_040_000;

  /** Bytes of key, value and headers of any written record; the rest is the batch around it. */
  public static final int LARGEST_WRITTEN = DEAD_LETTER;

  private static final int KIB = 1_024;

  private RecordSize() {}

  /** A history entry contains a journal event; a message gets two views on its way. */
  static int largestValue(Topic topic) {
    return switch (topic.name()) {
      case "kith.journal" -> 320 * KIB;
      case "kith.messages" -> 900 * KIB;
      case "kith.message-checks" -> 950 * KIB;
      // nothing is derived from them
      case "kith.enriched-messages" -> LARGEST;
      default -> 640 * KIB;
    };
  }
}
