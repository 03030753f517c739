package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.contactgraph.streams.ContactRequest.Chunk;
import dev.kith.domain.Address;
import dev.kith.domain.Sync;
import dev.kith.kit.streams.Progress;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps how far each sync has come, and tells of it. */
final class SyncProgressOut {

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final Progress progress;
  private final SyncStore syncs;

  SyncProgressOut(ProcessorContext<byte[], SpecificRecord> context, Progress progress) {
    this.context = context;
    this.progress = progress;
    this.syncs = new SyncStore(context.getStateStore(SyncStore.NAME));
  }

  /** Remembers the sync with the first of its chunks. */
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

  /** A sync that was begun. */
  Sync get(Address owner, String id) {
    return syncs.get(owner, id).orElseThrow();
  }

  /** A sync that nobody remembers any more is nobody's. */
  void change(Address owner, String id, UnaryOperator<Sync> change) {
    syncs
        .get(owner, id)
        .map(change)
        .ifPresent(sync -> {
          syncs.put(owner, sync);
          tell(owner, sync);
        });
  }

  private void tell(Address owner, Sync sync) {
    if (!progress.isSilent()) {
      var key = owner.text().getBytes(UTF_8);
      context.forward(
          new Record<>(key, SyncCodec.writeProgress(sync), sync.changedAt().toEpochMilli()),
          ContactGraphTopology.SYNCS_OUT);
    }
  }
}
