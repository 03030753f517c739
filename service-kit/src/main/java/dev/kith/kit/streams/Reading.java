package dev.kith.kit.streams;

import dev.kith.schemas.WireFormat;

/**
 * What every topology needs to read records: handed in, so that a driver test builds it in one
 * line.
 */
public record Reading(
    String service,
    WireFormat wire,
    SourceEnds ends,
    FoldedPositions folded,
    DeadLetterCount deadLetters) {

  /** Counts dead letters by cause. */
  @FunctionalInterface
  public interface DeadLetterCount {
    void count(String topic, String reason);
  }
}
