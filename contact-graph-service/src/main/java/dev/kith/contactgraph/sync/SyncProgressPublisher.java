package dev.kith.contactgraph.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.contactgraph.SinkNames;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.domain.Address;
import dev.kith.domain.Sync;
import dev.kith.kit.topology.FoldProgress;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Publisher of each sync's progress: updates the store and forwards to {@code kith.syncs}. */
public final class SyncProgressPublisher {

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final FoldProgress foldProgress;
  private final SyncStore syncs;

  public SyncProgressPublisher(
      ProcessorContext<byte[], SpecificRecord> context, FoldProgress foldProgress) {
    this.context = context;
    this.foldProgress = foldProgress;
    this.syncs = new SyncStore(context.getStateStore(SyncStore.NAME));
  }

  /** Stores the sync when its first chunk arrives. */
  void begin(Address owner, Chunk chunk, Instant now) {
    if (syncs.get(owner, chunk.syncId()).isEmpty()) {
      var sync =
          Sync.queued(
              chunk.syncId(),
              chunk.accepted(),
              chunk.refused(),
              chunk.refusedTotal(),
              chunk.chunks(),
              now);
      syncs.put(owner, sync);
      tell(owner, sync);
    }
  }

  /** Returns a sync that was begun. */
  Sync get(Address owner, String id) {
    return syncs.get(owner, id).orElseThrow();
  }

  /** Updates a sync; ignores one that is no longer stored. */
  public void change(Address owner, String id, UnaryOperator<Sync> change) {
    syncs
        .get(owner, id)
        .map(change)
        .ifPresent(sync -> {
          syncs.put(owner, sync);
          tell(owner, sync);
        });
  }

  private void tell(Address owner, Sync sync) {
    if (!foldProgress.isSilent()) {
      var key = owner.text().getBytes(UTF_8);
      context.forward(
          new Record<>(key, SyncCodec.writeProgress(sync), sync.changedAt().toEpochMilli()),
          SinkNames.SYNCS_OUT);
    }
  }
}
