package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.Missed;
import dev.kith.notifier.live.partition.Participant.Phase;
import dev.kith.notifier.replica.reader.ReplicaPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Openings of a live partition: from the first page of a session to its {@code synced}. */
final class Openings {

  /** Maximum number of subjects of one read. */
  private static final int MAX_PER_READ = 500;

  private final LivePartition partition;
  private final ReplayRules rules;
  private final StoreReads reads;
  private final Set<Participant> wanting = new LinkedHashSet<>();
  private final List<Opening> waiting = new ArrayList<>();

  Openings(LivePartition partition, StoreReads reads) {
    this.partition = partition;
    this.rules = partition.context().rules();
    this.reads = reads;
  }

  void remove(Participant participant) {
    wanting.remove(participant);
    waiting.removeIf(opening -> opening.participant().equals(participant));
  }

  /**
   * Takes a page, and replays the records since it was read. Starts the session again if these are
   * not kept any more.
   */
  void take(Opening opening, ReplicaPage page) {
    var participant = opening.participant();
    if (participant.phase == Phase.LEFT) {
      return;
    }
    if (!partition.recent().covers(page.start())) {
      partition.startAgain(participant);
      return;
    }
    if (opening.isOfAll() && !opening.hasPage()) {
      partition.recent().forEachAfter(page.start(), record -> mention(participant, record));
    }
    opening.read(page);
    replay(opening, page);
    if (page.next().isPresent()) {
      reads.page(opening, participant.viewer(), page.next().get());
    } else {
      allRead(opening);
    }
  }

  private void replay(Opening opening, ReplicaPage page) {
    var participant = opening.participant();
    var read = new HashMap<Address, OpeningPair>();
    for (var held : page.held()) {
      var subject = partition.subject(held.subject());
      var added = subject.opening(participant);
      var pair = added == null ? subject.add(participant) : added;
      pair.read(held);
      opening.add(subject, pair);
      read.put(held.subject(), pair);
    }
    partition
        .recent()
        .forEachAfter(
            page.start(),
            record -> {
              var pair = read.get(record.subject());
              if (pair != null) {
                pair.take(record);
              }
            });
  }

  private void allRead(Opening opening) {
    var participant = opening.participant();
    if (opening.isOfAll()) {
      participant.phase = Phase.REPLAYING;
      participant.mentioned.add(participant.viewer());
      participant.mentioned.forEach(subject -> want(participant, subject));
      participant.mentioned.clear();
    }
    waiting.add(opening);
  }

  private void mention(Participant participant, TailRecord tailRecord) {
    if (mayFollow(participant.viewer(), tailRecord.record())) {
      participant.mentioned.add(tailRecord.subject());
    }
  }

  /** A record is about a session's viewer and a subject of which the session has no pair. */
  void found(Participant participant, TailRecord tailRecord) {
    if (participant.phase == Phase.READING) {
      mention(participant, tailRecord);
    } else if (mayFollow(participant.viewer(), tailRecord.record())) {
      want(participant, tailRecord.subject());
    }
  }

  /**
   * Whether a viewer who followed nobody before may follow after the record. Most changes of an
   * owner's half are about users who do not follow, and need no read: if such a user follows later,
   * the store has that half, or it is replayed.
   */
  private static boolean mayFollow(Address viewer, FanOutRecord record) {
    return switch (record) {
      case FollowerHalfChanged changed -> changed.user().equals(viewer);
      case OwnerHalfChanged changed -> {
        var owner = changed.owners().get(viewer);
        yield owner != null && owner.edge().announced();
      }
      default -> false;
    };
  }

  private void want(Participant participant, Address subject) {
    if (!partition.has(participant, subject)) {
      partition.subject(subject).add(participant);
      participant.unopened++;
      participant.wanted.add(subject);
      wanting.add(participant);
    }
  }

  /** Requests reads of the subjects that were found since the last call. */
  void readFound() {
    for (var participant : List.copyOf(wanting)) {
      var some = new ArrayList<Address>();
      participant.wanted.stream().limit(MAX_PER_READ).forEach(some::add);
      some.forEach(participant.wanted::remove);
      reads.some(new Opening(participant, false), participant.viewer(), some);
      if (participant.wanted.isEmpty()) {
        wanting.remove(participant);
      }
    }
  }

  boolean needEnd() {
    return waiting.stream().anyMatch(opening -> !opening.hasBound());
  }

  void end(long end) {
    waiting.stream().filter(opening -> !opening.hasBound()).forEach(opening -> opening.end(end));
  }

  /** Opens what was replayed up to its bound. */
  void openReached() {
    if (waiting.isEmpty()) {
      return;
    }
    for (var opening : List.copyOf(waiting)) {
      if (opening.isOfAll() && isReached(opening)) {
        waiting.remove(opening);
        openAll(opening);
      }
    }
    for (var opening : List.copyOf(waiting)) {
      if (opening.participant().isOpened() && isReached(opening)) {
        waiting.remove(opening);
        openFound(opening);
      }
    }
  }

  private boolean isReached(Opening opening) {
    return rules.mayOpen(partition.position(), opening.bound());
  }

  private long shown() {
    return partition.position() - 1;
  }

  private void openAll(Opening opening) {
    var participant = opening.participant();
    participant.isRecovered =
        participant.session().since().filter(cursor -> isKnown(cursor, opening)).isPresent();
    opening.forEach((subject, pair) -> {
      pair.open(subject.display(pair, shown()));
      if (pair.has(PairState.AWAITS_ENTRY)) {
        participant.entries.add(subject);
      }
    });
    participant.phase = Phase.ENTRIES;
    participant.session().opened(participant.isRecovered);
    opening.forEach((subject, pair) -> subject.settle(pair, shown()));
    sendEntries(participant);
  }

  /** Whether all that was missed since the cursor is known; else the client gets a snapshot. */
  private boolean isKnown(long cursor, Opening opening) {
    if (cursor > shown() || cursor < opening.oldestCursor()) {
      return false;
    }
    var isKnown = true;
    for (var pair : opening.pairs()) {
      isKnown &= pair.missedSince(cursor) != Missed.UNKNOWN;
    }
    return isKnown;
  }

  private void openFound(Opening opening) {
    var participant = opening.participant();
    if (participant.isRecovered) {
      var cursor = participant.session().since().orElseThrow();
      opening.pairs().forEach(pair -> pair.missedSince(cursor));
    }
    var last = opening.pairs().getLast();
    opening.forEach((subject, pair) -> {
      // only the last frame says that everything before it was sent
      if (pair.equals(last)) {
        participant.unopened -= opening.pairs().size();
      }
      pair.openFound(subject.display(pair, shown()));
      subject.settle(pair, shown());
    });
    sendEntries(participant);
  }

  /** Sends the requested entries, and {@code synced} after the last one. */
  void sendEntries(Participant participant) {
    if (participant.phase != Phase.ENTRIES) {
      return;
    }
    while (participant.requested > 0 && !participant.entries.isEmpty()) {
      if (participant.entries.remove().entry(participant, shown())) {
        participant.requested--;
      }
    }
    if (participant.entries.isEmpty() && participant.unopened == 0) {
      participant.phase = Phase.LIVE;
      participant.session().synced(shown());
    }
  }
}
