package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ContactsMatched;
import dev.kith.contactgraph.streams.Matching.Answered;
import dev.kith.contactgraph.streams.Matching.Asked;
import dev.kith.domain.Address;
import dev.kith.domain.View;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.ProfileStore;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RelationStore;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * In the peers' partition: counts how many of them the owner of a sync may find, with one number
 * for all, so that unknown, hidden and blocking ones are the same. In the owner's: adds it up.
 */
final class FoldMatches implements Processor<byte[], Matching, byte[], SpecificRecord> {

  private ProcessorContext<byte[], SpecificRecord> context;
  private Progress progress;
  private ProfileStore profiles;
  private RelationStore relations;
  private SyncProgressOut syncs;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldMatches() {}

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    profiles = new ProfileStore(context.getStateStore(KithStores.PROFILES));
    relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
    syncs = new SyncProgressOut(context, progress);
  }

  @Override
  public void process(Record<byte[], Matching> record) {
    switch (record.value()) {
      case Asked asked -> {
        if (!progress.isSilent()) {
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
        ContactGraphTopology.MATCHES_OUT);
  }

  private boolean isFound(Address peer, Address viewer) {
    return View.isFound(peer, profiles.get(peer), relations.get(peer, viewer).own(), viewer);
  }
}
