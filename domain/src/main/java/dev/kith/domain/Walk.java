package dev.kith.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Progress of a fan-out in slices: which peers still have to be sent the subject's present state,
 * and which state each of them was last sent.
 *
 * <p>Peers are visited in the order of their addresses, cyclically. Segments follow one another
 * from the cursor on; a peer in no segment was sent the present state.
 */
public record Walk(List<Segment> segments) {

  /** Every peer was sent the present state. */
  public static final Walk NONE = new Walk(List.of());

  /** Maximum number of segments; above it, the walk is continued before anything else. */
  public static final int MOST_SEGMENTS = 16;

  public Walk {
    segments = List.copyOf(segments);
  }

  /**
   * Range of peers who were last sent the same state.
   *
   * @param from address at which the range starts; empty: at the beginning
   * @param until address before which the range ends; empty: it ends with the last peer
   * @param told position of the state that they were last sent
   * @param perhaps later states that a task may have shown them before its transaction was aborted
   */
  public record Segment(String from, Optional<String> until, Position told, Set<Position> perhaps) {

    public Segment {
      perhaps = Set.copyOf(perhaps);
    }

    public boolean contains(Address peer) {
      return peer.text().compareTo(from) >= 0
          && until.map(end -> peer.text().compareTo(end) < 0).orElse(true);
    }

    private Segment from(String next) {
      return new Segment(next, until, told, perhaps);
    }

    private Segment perhaps(Position state) {
      var more = new HashSet<>(perhaps);
      more.add(state);
      return new Segment(from, until, told, more);
    }
  }

  public boolean isDone() {
    return segments.isEmpty();
  }

  public boolean isTooLong() {
    return segments.size() > MOST_SEGMENTS;
  }

  /** The segment at which the walk continues. */
  public Segment first() {
    return segments.getFirst();
  }

  /** The peer's segment; empty if the peer was sent the present state. */
  public Optional<Segment> of(Address peer) {
    return segments.stream().filter(segment -> segment.contains(peer)).findFirst();
  }

  /**
   * The subject has changed from the state at {@code before}: peers who were sent that state must
   * get the new one. They come last, so the walk ends one round after the last change.
   */
  public Walk owe(Position before) {
    if (isDone()) {
      return new Walk(List.of(segment("", Optional.empty(), before)));
    }
    var cursor = first().from;
    var toldFrom = segments.getLast().until.orElse("");
    var more = new ArrayList<>(segments);
    if (toldFrom.compareTo(cursor) < 0) {
      more.add(segment(toldFrom, Optional.of(cursor), before));
    } else if (toldFrom.compareTo(cursor) > 0) {
      more.add(segment(toldFrom, Optional.empty(), before));
      if (!cursor.isEmpty()) {
        more.add(segment("", Optional.of(cursor), before));
      }
    }
    return new Walk(more);
  }

  private static Segment segment(String from, Optional<String> until, Position told) {
    return new Segment(from, until, told, Set.of());
  }

  /** All peers in segments may have been shown the state at {@code state}. */
  public Walk perhaps(Position state) {
    return new Walk(segments.stream().map(segment -> segment.perhaps(state)).toList());
  }

  /** All peers before {@code next} in the first segment were sent the present state. */
  public Walk reached(String next) {
    var rest = new ArrayList<>(segments);
    rest.set(0, first().from(next));
    return new Walk(rest);
  }

  /** All peers in the first segment were sent the present state. */
  public Walk withoutFirst() {
    return new Walk(segments.subList(1, segments.size()));
  }

  /** Positions of all states that the segments refer to. */
  public Set<Position> states() {
    return segments.stream()
        .flatMap(segment -> Stream.concat(Stream.of(segment.told), segment.perhaps.stream()))
        .collect(Collectors.toSet());
  }
}
