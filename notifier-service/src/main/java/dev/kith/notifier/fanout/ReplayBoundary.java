package dev.kith.notifier.fanout;

import dev.kith.domain.Position;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.schemas.Topics;

/**
 * Ends of the source topics when a task began. An earlier task may have folded records before them
 * in another order, and its uncommitted updates may have reached sessions.
 *
 * @param journal the last offset, at most
 * @param mirrors the last offset, at most
 */
record ReplayBoundary(long journal, long mirrors) {

  static ReplayBoundary of(SourceEnds ends, int partition) {
    return new ReplayBoundary(
        ends.lastPossibleOffset(Topics.JOURNAL.name(), partition),
        ends.lastPossibleOffset(Topics.CONTACT_MIRRORS.name(), partition));
  }

  boolean hasEvent(Position at) {
    return at.offset() <= journal;
  }

  boolean hasMirror(long offset) {
    return offset <= mirrors;
  }
}
