package dev.kith.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Position of an event: its partition and offset in the journal, written {@code partition:offset}.
 * It is also the version of the resource that the event changed.
 */
public record Position(int partition, long offset) {

  /** Before any event. */
  public static final Position NONE = new Position(-1, -1);

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  /** Parses {@code 3:1532}; empty if {@code text} is not a position. */
  public static Optional<Position> parse(String text) {
    var matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** Positions of one owner are in one partition, so the offset is enough to order them. */
  public boolean isAfter(Position other) {
    return offset > other.offset;
  }

  /** Later of two positions of one owner. */
  public static Position latest(Position one, Position other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
