package dev.kith.contactgraph.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ContactsMatched;
import dev.kith.contactgraph.SinkNames;
import dev.kith.contactgraph.sync.ContactMatching.Answered;
import dev.kith.contactgraph.sync.ContactMatching.Asked;
import dev.kith.domain.Address;
import dev.kith.domain.View;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.TaskProcessor;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of {@code kith.contact-matches}. In the peers' partition it counts how many peers the
 * owner of a sync may find; the response is one number, so that unknown, hidden and blocking peers
 * cannot be told apart. In the owner's partition it adds up these numbers.
 */
public final class FoldMatches implements TaskProcessor.Work<byte[], ContactMatching> {

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final FoldProgress foldProgress;
  private final ProfileStore profiles;
  private final RelationStore relations;
  private final SyncProgressPublisher syncs;

  public FoldMatches(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
    foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    profiles = new ProfileStore(context.getStateStore(StateStores.PROFILES));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    syncs = new SyncProgressPublisher(context, foldProgress);
  }

  @Override
  public void process(Record<byte[], ContactMatching> record) {
    switch (record.value()) {
      case Asked asked -> {
        if (!foldProgress.isSilent()) {
          answer(asked, record.timestamp());
        }
      }
      case Answered(var owner, var syncId, var found) ->
          syncs.change(
              owner, syncId, sync -> sync.matched(found, Instant.ofEpochMilli(record.timestamp())));
    }
  }

  private void answer(Asked asked, long timestamp) {
    var found = asked.peers().stream().filter(peer -> isFound(peer, asked.owner())).count();
    context.forward(
        new Record<>(
            asked.owner().text().getBytes(UTF_8),
            new ContactsMatched(asked.syncId(), (int) found),
            timestamp),
        SinkNames.MATCHES_OUT);
  }

  private boolean isFound(Address peer, Address viewer) {
    return View.isFound(peer, profiles.get(peer), relations.get(peer, viewer).own(), viewer);
  }
}
