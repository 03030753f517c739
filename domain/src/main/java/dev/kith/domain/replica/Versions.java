package dev.kith.domain.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Versions of a state that a delivery partition remembers, oldest first: each is valid from the
 * offset of a record until the next one. Old versions are forgotten.
 */
public record Versions<T>(List<Version<T>> list) {

  /** Offset before all records. */
  private static final long BEGINNING = -1;

  /** Version of the state, valid from an offset of the delivery partition. */
  public record Version<T>(long from, T state) {}

  public Versions {
    list = List.copyOf(list);
  }

  /** The state before all records. */
  static <T> Versions<T> of(T initial) {
    return new Versions<>(List.of(new Version<>(BEGINNING, initial)));
  }

  public T last() {
    return list.getLast().state();
  }

  /** The versions after the record at {@code offset}, at most {@code limit} of them. */
  Versions<T> with(long offset, T state, int limit) {
    if (state.equals(last())) {
      return this;
    }
    var more = new ArrayList<>(list);
    more.add(new Version<>(offset, state));
    return new Versions<>(more.subList(Math.max(0, more.size() - limit), more.size()));
  }

  /** The versions that are needed for cursors from {@code offset} on. */
  Versions<T> since(long offset) {
    var first = list.size() - 1;
    while (first > 0 && list.get(first).from() > offset) {
      first--;
    }
    return new Versions<>(list.subList(first, list.size()));
  }

  /** The state for a reader who knows all records up to {@code offset}; empty if forgotten. */
  Optional<T> at(long offset) {
    return list.reversed().stream()
        .filter(version -> version.from() <= offset)
        .findFirst()
        .map(Version::state);
  }

  /** Offsets after {@code offset} at which the state changed. */
  Stream<Long> changesAfter(long offset) {
    return list.stream().map(Version::from).filter(from -> from > offset);
  }

  /** Offsets after {@code offset} at which one of the two changed, and {@code offset}, in order. */
  static List<Long> changes(long offset, Versions<?> one, Versions<?> other) {
    var changes = new TreeSet<>(List.of(offset));
    one.changesAfter(offset).forEach(changes::add);
    other.changesAfter(offset).forEach(changes::add);
    return List.copyOf(changes);
  }
}
