package dev.kith.notifier.live.partition;

import dev.kith.notifier.replica.reader.ReplicaPage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Opening of pairs that were read together: all that the store has of a viewer, or some subjects
 * that were found by records. They are open when the replay has passed the end that the partition
 * had after they were read.
 */
public final class Opening {

  private static final long NOTHING = -1;
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final Participant participant;
  private final boolean isOfAll;
  private final List<OpeningPair> pairs = new ArrayList<>();
  private final List<LiveSubject> subjects = new ArrayList<>();
  private boolean hasPage;
  private long readUpTo = NOTHING;
  private long oldestCursor = NOTHING;
  private long bound = UNKNOWN;

  Opening(Participant participant, boolean isOfAll) {
    this.participant = participant;
    this.isOfAll = isOfAll;
  }

  Participant participant() {
    return participant;
  }

  /** Whether it is the opening of the session. */
  boolean isOfAll() {
    return isOfAll;
  }

  void add(LiveSubject subject, OpeningPair pair) {
    subjects.add(subject);
    pairs.add(pair);
  }

  List<OpeningPair> pairs() {
    return pairs;
  }

  void forEach(BiConsumer<LiveSubject, OpeningPair> action) {
    for (var index = 0; index < pairs.size(); index++) {
      action.accept(subjects.get(index), pairs.get(index));
    }
  }

  /** Whether a page was taken. */
  boolean hasPage() {
    return hasPage;
  }

  /** Notes where the store was when a page was read. */
  void read(ReplicaPage page) {
    hasPage = true;
    readUpTo = Math.max(readUpTo, page.end());
    oldestCursor = Math.max(oldestCursor, page.oldestCursor());
  }

  /** Lowest cursor that can be resumed from. */
  long oldestCursor() {
    return oldestCursor;
  }

  boolean hasBound() {
    return bound != UNKNOWN;
  }

  /** Notes the end of the partition, after everything was read. */
  void end(long end) {
    bound = Math.max(end, readUpTo + 1);
  }

  /** Offset that the replay must reach; the largest number as long as it is unknown. */
  long bound() {
    return bound;
  }
}
