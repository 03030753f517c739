package dev.kith.notifier.streams;

import dev.kith.domain.Position;
import dev.kith.kit.streams.SourceEnds;
import dev.kith.schemas.Topics;

/**
 * What was in the topics already when a task began: one before it may have folded that, in another
 * order, and told of it without a commit.
 *
 * @param journal the last offset, at most
 * @param mirrors the last offset, at most
 */
record Replayed(long journal, long mirrors) {

  static Replayed of(SourceEnds ends, int partition) {
    return new Replayed(
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
