package dev.kith.kit.topology;

import dev.kith.kit.halt.HaltedPartitions;
import dev.kith.kit.halt.SkippedPositions;
import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.WireFormat;

/**
 * What every topology needs to read records: handed in, so that a driver test builds it in one
 * line.
 */
public record TopologyContext(
    String service,
    WireFormat wire,
    SourceEnds ends,
    FoldedPositions folded,
    Counts counts,
    RefusalReporter refusals,
    HaltedPartitions halted,
    SkippedPositions skipped,
    Traces traces,
    AddressHash hash) {

  /** Reading of a topology that nobody watches. */
  public TopologyContext(
      String service, WireFormat wire, SourceEnds ends, FoldedPositions folded, Counts counts) {
    this(
        service,
        wire,
        ends,
        folded,
        counts,
        new RefusalReporter(),
        new HaltedPartitions(),
        new SkippedPositions(),
        Traces.none(),
        new AddressHash(service));
  }

  /** Counts what is not folded, by topic and reason. */
  public interface Counts {

    /** Counts nothing. */
    Counts NONE =
        new Counts() {
          @Override
          public void deadLetter(String topic, String reason) {}

          @Override
          public void refused(String topic, String reason) {}
        };

    void deadLetter(String topic, String reason);

    void refused(String topic, String reason);
  }
}
