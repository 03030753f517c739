package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.SubjectReplica;
import dev.kith.notifier.live.frame.FrameContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subject that sessions of this node follow: the replica that they share, and their pairs. Pairs
 * that are opening, or have missed a change of a half that the shared replica has, keep a replica
 * of their own.
 */
final class LiveSubject {

  private final Address address;
  private final LiveContext context;
  private final ReplayRules rules;
  private final PlaceTable table = new PlaceTable();
  private Map<Participant, OpeningPair> opening = Map.of();

  /** Absent until the first pair is open. */
  private @Nullable SubjectReplica shared;

  LiveSubject(Address address, LiveContext context) {
    this.address = address;
    this.context = context;
    this.rules = context.rules();
  }

  Address address() {
    return address;
  }

  boolean isEmpty() {
    return table.size() == 0 && opening.isEmpty();
  }

  boolean has(Participant participant) {
    return opening.containsKey(participant) || table.find(participant) >= 0;
  }

  /** Adds the pair of a session that has none. */
  OpeningPair add(Participant participant) {
    var pair = new OpeningPair(address, participant, rules);
    if (opening.isEmpty()) {
      opening = new LinkedHashMap<>();
    }
    opening.put(participant, pair);
    participant.subjects.add(this);
    return pair;
  }

  /** The pair of a session, if it has a replica of its own. */
  @Nullable OpeningPair opening(Participant participant) {
    return opening.get(participant);
  }

  void remove(Participant participant) {
    if (!opening.isEmpty() && opening.remove(participant) != null) {
      forgetOpening();
      return;
    }
    var row = table.find(participant);
    if (row >= 0) {
      table.remove(row);
    }
  }

  private void forgetOpening() {
    if (opening.isEmpty()) {
      opening = Map.of();
    }
  }

  /**
   * Takes a record and shows what it changes.
   *
   * @param concerned sessions of the users whom the record is about
   */
  void take(TailRecord tailRecord, List<Participant> concerned) {
    var replica = shared;
    if (replica != null && rules.takes(replica, tailRecord.record())) {
      takeShared(replica, tailRecord, concerned);
    }
    for (var pair : List.copyOf(opening.values())) {
      pair.note(tailRecord);
      if (pair.isRead() && pair.take(tailRecord) && pair.isOpen()) {
        showOpen(pair, tailRecord);
      }
      settle(pair, tailRecord.offset());
    }
  }

  private void takeShared(
      SubjectReplica before, TailRecord tailRecord, List<Participant> concerned) {
    var record = tailRecord.record();
    var after = rules.after(before, record);
    shared = after;
    var content = after.content();
    if (!content.appeared().equals(before.content().appeared())) {
      table.clear(PairState.KNOWN);
    }
    for (var participant : concerned) {
      var row = table.find(participant);
      if (row >= 0) {
        table.place(row, table.place(row).after(record, participant.viewer()));
      }
    }
    if (content.position() != before.content().position()) {
      showAll(display(content, context.frames(tailRecord.origin())), tailRecord, concerned);
    } else if (record instanceof PresenceChanged changed) {
      var display = display(content, context.frames(tailRecord.origin()));
      for (var row = 0; row < table.size(); row++) {
        display.presence(table.row(row), changed, changed.cause());
      }
    } else if (!concerned.isEmpty()) {
      show(display(content, context.frames(tailRecord.origin())), tailRecord, concerned);
    }
  }

  private void showAll(PairDisplay display, TailRecord tailRecord, List<Participant> concerned) {
    for (var index = 0; index < table.size(); index++) {
      var row = table.row(index);
      var isConcerned = !concerned.isEmpty() && concerned.contains(row.participant());
      display.show(row, isConcerned && isTold(tailRecord, row.participant()));
    }
  }

  private void show(PairDisplay display, TailRecord tailRecord, List<Participant> concerned) {
    for (var participant : concerned) {
      var row = table.find(participant);
      if (row >= 0) {
        display.show(table.row(row), isTold(tailRecord, participant));
      }
    }
  }

  /**
   * Whether a change is shown in any case: a client that returned is sent every change that its own
   * user made.
   */
  private boolean isTold(TailRecord tailRecord, Participant participant) {
    return participant.isRecovered
        && tailRecord.record() instanceof FollowerHalfChanged
        && rules.tellsOwnChange();
  }

  private void showOpen(OpeningPair pair, TailRecord tailRecord) {
    var display = display(pair.replica().content(), context.frames(tailRecord.origin()));
    if (tailRecord.record() instanceof PresenceChanged changed) {
      display.presence(pair, changed, changed.cause());
    } else {
      display.show(pair, pair.takeOwnChange());
    }
  }

  /**
   * Moves an open pair to the table if it has taken the same changes of halves as the shared
   * replica. Otherwise the shared content may be newer than a change that the pair has missed.
   *
   * @param offset up to where everything was shown
   */
  void settle(OpeningPair pair, long offset) {
    if (!pair.isOpen()) {
      return;
    }
    var replica = shared;
    if (replica == null) {
      replica = pair.replica();
      shared = replica;
    }
    if (pair.replica().half() != replica.half()) {
      return;
    }
    opening.remove(pair.participant());
    forgetOpening();
    var row = table.add(pair.participant(), pair.place().place());
    row.hash(pair.hash());
    row.set(PairState.KNOWN, pair.knows(replica.content().appeared()));
    for (var flag = PairState.KNOWN << 1; flag < 1 << PairState.FLAGS; flag <<= 1) {
      row.set(flag, pair.has(flag));
    }
    if (replica.content().position() != pair.replica().content().position()) {
      display(replica.content(), context.framesAt(offset)).show(row, false);
    }
  }

  /** Sends the entry of a session; returns false if nothing is visible. */
  boolean entry(Participant participant, long offset) {
    var frames = context.framesAt(offset);
    var pair = opening.get(participant);
    if (pair != null) {
      return display(pair.replica().content(), frames).entry(pair);
    }
    var row = table.find(participant);
    var replica = shared;
    return row >= 0 && replica != null && display(replica.content(), frames).entry(table.row(row));
  }

  /** Display of what a pair has itself. */
  PairDisplay display(OpeningPair pair, long offset) {
    return display(pair.replica().content(), context.framesAt(offset));
  }

  private PairDisplay display(Content content, FrameContext frames) {
    return new PairDisplay(address, content, frames, context);
  }
}
