package dev.kith.contactgraph.sync;

import dev.kith.contactgraph.budget.store.BudgetStore;
import dev.kith.contactgraph.sync.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.contactgraph.sync.ContactRequest.Noted;
import dev.kith.domain.Budget;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.TaskProcessor;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of {@code kith.contact-requests}: executes chunks of syncs, draws on budgets and
 * received messages.
 */
public final class FoldRequests implements TaskProcessor.Work<byte[], ReceivedRequest> {

  private final Verdicts verdicts;
  private final BudgetStore budgetStore;
  private final SyncRunner syncs;
  private final AutoSubscriber messages;

  public FoldRequests(
      ProcessorContext<byte[], SpecificRecord> context,
      Verdicts verdicts,
      Budget.Terms terms,
      SyncContext parts) {
    this.verdicts = verdicts;
    var foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    budgetStore = new BudgetStore(context, terms);
    var halves = new PendingRelations(context, foldProgress, parts);
    syncs = new SyncRunner(context, foldProgress, halves, parts.partitions());
    messages = new AutoSubscriber(context, foldProgress, halves);
    SyncStore.sweep(context);
  }

  @Override
  public void process(Record<byte[], ReceivedRequest> record) {
    var receivedRequest = record.value();
    var now = Instant.ofEpochMilli(record.timestamp());
    switch (receivedRequest.request()) {
      case Chunk chunk ->
          settle(
              receivedRequest,
              chunk.syncId(),
              syncs.take(receivedRequest.owner(), receivedRequest.at(), chunk, now));
      case BudgetDraw draw ->
          settle(
              receivedRequest,
              draw.requestId(),
              budgetStore.draw(receivedRequest.owner(), draw.draw(), draw.peers(), now));
      case Noted noted -> messages.take(receivedRequest.owner(), noted);
    }
  }

  private void settle(ReceivedRequest receivedRequest, String id, Object decided) {
    verdicts.settle(id, new Verdict<>(receivedRequest.at(), decided, Optional.empty()));
  }
}
