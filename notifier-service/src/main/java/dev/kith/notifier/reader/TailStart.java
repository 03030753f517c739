package dev.kith.notifier.reader;

import java.util.Map;

/**
 * From where on a tail has to read to know all that an address book does not.
 *
 * @param folded the offset that the book has folded
 * @param terms the highest term of each source partition until there
 */
public record TailStart(long folded, Map<Integer, Long> terms) {

  public TailStart {
    terms = Map.copyOf(terms);
  }
}
