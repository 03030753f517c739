package dev.kith.notifier.reader;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a subscriber's stream stands: whoever has it knows all that was said to the subscriber up
 * to this offset. Opaque to clients.
 *
 * @param partition of {@code kith.updates}
 * @param offset in that partition, -1 before the first
 * @param topic which {@code kith.updates} is meant: offsets of another say nothing here
 */
public record Cursor(int partition, long offset, String topic) {

  private static final Pattern SHAPE =
      Pattern.compile("(0|[1-9]\\d{0,8}):(-1|0|[1-9]\\d{0,17}):([A-Za-z0-9_-]{8})");

  /** The cursor that a word stands for, nothing if it was never one of ours. */
  public static Optional<Cursor> parse(String word) {
    var parts = SHAPE.matcher(word);
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
