package dev.kith.notifier.tail;

import dev.kith.avro.SyncProgress;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * Progress of a sync, as its owner receives it.
 *
 * @param state {@code queued}, {@code running} or {@code done}
 * @param refused lines that were not accepted
 */
public record SyncUpdate(
    String syncId, String state, int accepted, int refused, int written, int matched) {

  public static SyncUpdate read(SpecificRecord value) {
    var progress = (SyncProgress) value;
    return new SyncUpdate(
        progress.getSyncId(),
        progress.getState().name().toLowerCase(Locale.ROOT),
        progress.getAccepted(),
        progress.getRefused(),
        progress.getWritten(),
        progress.getMatched());
  }
}
