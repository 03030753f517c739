package dev.kith.kit.streams;

import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.Traces;
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
    DeadLetterCount deadLetters,
    Traces traces,
    AddressHash hash) {

  /** As above, for a topology that nobody watches. */
  public Reading(
      String service,
      WireFormat wire,
      SourceEnds ends,
      FoldedPositions folded,
      DeadLetterCount deadLetters) {
    this(service, wire, ends, folded, deadLetters, Traces.none(), new AddressHash(service));
  }

  /** Counts dead letters by cause. */
  @FunctionalInterface
  public interface DeadLetterCount {
    void count(String topic, String reason);
  }
}
