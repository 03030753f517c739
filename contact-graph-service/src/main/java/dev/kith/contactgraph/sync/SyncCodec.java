package dev.kith.contactgraph.sync;

import dev.kith.avro.SyncProgress;
import dev.kith.avro.SyncStage;
import dev.kith.avro.SyncState;
import dev.kith.domain.Sync;
import dev.kith.domain.Sync.RefusedLine;
import java.util.List;

/** Codec of syncs to and from Avro. */
final class SyncCodec {

  private SyncCodec() {}

  static SyncProgress writeProgress(Sync sync) {
    return new SyncProgress(
        sync.id(),
        SyncStage.valueOf(sync.stage().name()),
        sync.accepted(),
        sync.refusedTotal(),
        sync.written(),
        sync.matched());
  }

  static SyncState write(Sync sync) {
    return new SyncState(
        writeProgress(sync),
        writeLines(sync.refused()),
        sync.chunksLeft(),
        sync.outstanding(),
        sync.changedAt());
  }

  static Sync read(SyncState state) {
    var progress = state.getProgress();
    return new Sync(
        progress.getSyncId(),
        Sync.Stage.valueOf(progress.getState().name()),
        progress.getAccepted(),
        readLines(state.getRefused()),
        progress.getRefused(),
        progress.getWritten(),
        progress.getMatched(),
        state.getChunksLeft(),
        state.getOutstanding(),
        state.getChangedAt());
  }

  static List<dev.kith.avro.RefusedLine> writeLines(List<RefusedLine> lines) {
    return lines.stream()
        .map(line -> new dev.kith.avro.RefusedLine(line.line(), line.address(), line.why()))
        .toList();
  }

  static List<RefusedLine> readLines(List<dev.kith.avro.RefusedLine> lines) {
    return lines.stream()
        .map(line -> new RefusedLine(line.getLine(), line.getAddress(), line.getWhy()))
        .toList();
  }
}
