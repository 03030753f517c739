package dev.kith.notifier.reader;

import java.util.Map;

/**
 * Position at which a tail must start to deliver everything that an address book does not contain.
 *
 * @param folded the offset that the book has folded
 * @param terms the highest term of each source partition up to there
 */
public record TailStart(long folded, Map<Integer, Long> terms) {

  public TailStart {
    terms = Map.copyOf(terms);
  }
}
