package dev.kith.schemas;

/**
 * How large records are, from what a producer may write to what is derived from it. A topic takes
 * the largest record with room for its headers; a reader takes less than that wherever something
 * larger is derived.
 */
public final class RecordSize {

  /** Key and value of any record that Kith derives, in bytes: Kafka's default less headers. */
  public static final int LARGEST = 1_000_000;

  /** {@code max.message.bytes} of every topic and changelog: Kafka's own default. */
  public static final int TOPIC = 1_048_588;

  /** {@code max.request.size} of every producer: no less than a topic takes. */
  public static final int REQUEST = TOPIC;

  /** Key, value and headers of a dead letter. */
  public static final int LETTER = 1_040_000;

  /** Key, value and headers of any record that is written; the rest is what surrounds it. */
  public static final int LARGEST_WRITTEN = LETTER;

  private static final int KIB = 1_024;

  private RecordSize() {}

  /** A journal event is kept in a history; a message gets two views on its way. */
  static int largestValue(Topic topic) {
    return switch (topic.name()) {
      case "kith.journal" -> 320 * KIB;
      case "kith.messages" -> 900 * KIB;
      case "kith.message-checks" -> 950 * KIB;
      default -> 640 * KIB;
    };
  }
}
