package dev.kith.contactgraph.streams;

import dev.kith.contactgraph.streams.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.streams.ContactRequest.Chunk;
import dev.kith.contactgraph.streams.ContactRequest.Noted;
import dev.kith.domain.Budget;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Does what owners' tasks are asked for. */
final class FoldRequests implements Processor<byte[], Requested, byte[], SpecificRecord> {

  private final Verdicts verdicts;
  private final Budget.Terms terms;
  private final SyncParts parts;
  private Progress progress;
  private Budgets budgets;
  private SyncRun syncs;
  private Noting messages;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldRequests(Verdicts verdicts, Budget.Terms terms, SyncParts parts) {
    this.verdicts = verdicts;
    this.terms = terms;
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    budgets = new Budgets(context, terms);
    var halves = new HalvesToCome(context, progress, parts);
    syncs = new SyncRun(context, progress, halves, parts.partitions());
    messages = new Noting(context, progress, halves);
    SyncStore.sweep(context);
  }

  @Override
  public void process(Record<byte[], Requested> record) {
    var requested = record.value();
    var now = Instant.ofEpochMilli(record.timestamp());
    switch (requested.request()) {
      case Chunk chunk ->
          settle(
              requested, chunk.syncId(), syncs.take(requested.owner(), requested.at(), chunk, now));
      case BudgetDraw draw ->
          settle(requested, draw.requestId(), budgets.draw(requested.owner(), draw, now));
      case Noted noted -> messages.take(requested.owner(), noted);
    }
  }

  private void settle(Requested requested, String id, Object decided) {
    verdicts.settle(id, new Verdict<>(requested.at(), decided, Optional.empty()));
  }
}
