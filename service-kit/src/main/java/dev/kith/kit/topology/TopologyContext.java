package dev.kith.kit.topology;

import dev.kith.kit.halt.HaltedPartitions;
import dev.kith.kit.halt.SkippedPositions;
import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import org.apache.kafka.common.TopicPartition;

/**
 * Dependencies of a topology's readers. They are passed in, so that a TopologyTestDriver test
 * builds them in one line.
 */
public record TopologyContext(
    String service,
    WireFormat wire,
    SourceEnds ends,
    FoldedPositions folded,
    WriterEpochs epochs,
    Counts counts,
    RefusalReporter refusals,
    HaltedPartitions halted,
    SkippedPositions skipped,
    Traces traces,
    AddressHash hash) {

  /** Context without tracing, metrics of refusals and halts of its own service, for tests. */
  public TopologyContext(
      String service, WireFormat wire, SourceEnds ends, FoldedPositions folded, Counts counts) {
    this(
        service,
        wire,
        ends,
        folded,
        new WriterEpochs(),
        counts,
        new RefusalReporter(),
        new HaltedPartitions(),
        new SkippedPositions(),
        Traces.none(),
        new AddressHash(service));
  }

  /** Whether the task of a partition has folded what the journal held when the task started. */
  public boolean isCaughtUp(int partition) {
    var journal = new TopicPartition(Topics.JOURNAL.name(), partition);
    return folded.isCaughtUp(journal, halted.of(journal));
  }

  /** Counter of records that are not folded, by topic and reason. */
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
