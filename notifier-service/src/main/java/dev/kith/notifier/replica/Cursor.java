package dev.kith.notifier.replica;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resume position of a subscriber: its holder knows all updates for the subscriber up to this
 * offset. Opaque to clients.
 *
 * @param partition delivery partition of the subscriber
 * @param offset in that partition, -1 before the first
 * @param topic identity of the topic; offsets of another topic with the same name are meaningless
 *     here
 */
public record Cursor(int partition, long offset, String topic) {

  private static final Pattern SHAPE =
      Pattern.compile("(0|[1-9]\\d{0,8}):(-1|0|[1-9]\\d{0,17}):([A-Za-z0-9_-]{8})");

  /** Parses a cursor; empty if the text is not one. */
  public static Optional<Cursor> parse(String text) {
    var parts = SHAPE.matcher(text);
    return parts.matches()
        ? Optional.of(
            new Cursor(
                Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition + ":" + offset + ":" + topic;
  }
}
