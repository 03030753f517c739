package dev.kith.contactgraph.rest.sync;

import dev.kith.domain.Sync;
import dev.kith.domain.Sync.RefusedLine;
import java.util.List;
import java.util.Locale;

/**
 * JSON body of a sync's progress.
 *
 * @param refused the first 500 refused lines
 * @param refusedTotal number of all refused lines
 */
record SyncBody(
    String syncId,
    String state,
    int accepted,
    List<RefusedLine> refused,
    int refusedTotal,
    int written,
    int matched) {

  static SyncBody of(Sync sync) {
    return new SyncBody(
        sync.id(),
        sync.stage().name().toLowerCase(Locale.ROOT),
        sync.accepted(),
        sync.refused(),
        sync.refusedTotal(),
        sync.written(),
        sync.matched());
  }
}
