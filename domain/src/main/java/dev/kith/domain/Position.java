package dev.kith.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an event stands in the journal, written {@code partition:offset}; the version of the piece
 * that it changed.
 */
public record Position(int partition, long offset) {

  /** Before anything was written. */
  public static final Position NONE = new Position(-1, -1);

  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  /** Reads {@code 3:1532}; nothing if {@code text} is no position. */
  public static Optional<Position> parse(String text) {
    var matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** One owner's positions share a partition, so the offset alone orders them. */
  public boolean isAfter(Position other) {
    return offset > other.offset;
  }

  /** The later of two positions of one owner. */
  public static Position latest(Position one, Position other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
