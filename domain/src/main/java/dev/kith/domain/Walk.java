package dev.kith.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which peers of a subject are still owed its present state, and which one they were told last.
 *
 * <p>Peers are told in the order of their addresses, round and round: the segments follow one
 * another from the cursor on, and whoever is in none of them was told the present state.
 */
public record Walk(List<Segment> segments) {

  /** Everyone was told. */
  public static final Walk NONE = new Walk(List.of());

  /** Segments that a change leaves; what is more is walked before anything else. */
  public static final int MOST_SEGMENTS = 16;

  public Walk {
    segments = List.copyOf(segments);
  }

  /**
   * Neighbours who were last told the same state.
   *
   * @param from the first peer's address, or one before it; empty: from the beginning
   * @param until the address before which it ends; nothing: it ends with the last peer
   * @param told where the state stands that they were last told
   * @param perhaps later states that they may have been shown by a task whose work was not
   *     committed
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

  /** Where the walk goes on. */
  public Segment first() {
    return segments.getFirst();
  }

  /** The segment that the peer is in; nothing if the peer was told the present state. */
  public Optional<Segment> of(Address peer) {
    return segments.stream().filter(segment -> segment.contains(peer)).findFirst();
  }

  /**
   * The subject has changed from the state at {@code before}: whoever was told that one is owed the
   * new one. They come last, so the walk ends one round after the last change.
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

  /** Whoever is owed anything may have been shown the state at {@code state}. */
  public Walk perhaps(Position state) {
    return new Walk(segments.stream().map(segment -> segment.perhaps(state)).toList());
  }

  /** Everyone before {@code next} in the first segment was told. */
  public Walk reached(String next) {
    var rest = new ArrayList<>(segments);
    rest.set(0, first().from(next));
    return new Walk(rest);
  }

  /** Everyone in the first segment was told. */
  public Walk withoutFirst() {
    return new Walk(segments.subList(1, segments.size()));
  }

  /** The states that are needed to know what is owed. */
  public Set<Position> states() {
    return segments.stream()
        .flatMap(segment -> Stream.concat(Stream.of(segment.told), segment.perhaps.stream()))
        .collect(Collectors.toSet());
  }
}
