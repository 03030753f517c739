package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.replica.reader.ReplicaPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Delivery partition as this node's sessions see it: takes its records in order, and offers each
 * session what differs from what it was shown last.
 */
public final class LivePartition {

  private final LiveContext context;
  private final RecentRecords recent;
  private final Map<LiveSession, Participant> participants = new HashMap<>();
  private final Map<Address, List<Participant>> viewers = new HashMap<>();
  private final Map<Address, LiveSubject> subjects = new HashMap<>();
  private final Openings openings;
  private long position;
  private int lastNumber;

  /**
   * Creates a partition without sessions.
   *
   * @param position offset of the first record that it will take
   * @param recentBytes bound of the memory for recent records
   */
  LivePartition(LiveContext context, long position, long recentBytes, StoreReads reads) {
    this.context = context;
    this.position = position;
    this.recent = new RecentRecords(position, recentBytes);
    this.openings = new Openings(this, reads);
  }

  /** Joins a session, which is to be opened with the pages that are taken for it next. */
  public Opening join(LiveSession session) {
    var participant = new Participant(++lastNumber, session);
    participants.put(session, participant);
    viewers.computeIfAbsent(session.viewer(), _ -> new ArrayList<>(1)).add(participant);
    return new Opening(participant, true);
  }

  /** Removes a session, if it has joined. */
  public void leave(LiveSession session) {
    var participant = participants.remove(session);
    if (participant == null) {
      return;
    }
    participant.phase = Participant.Phase.LEFT;
    viewers.computeIfPresent(
        participant.viewer(), (_, all) -> all.remove(participant) && all.isEmpty() ? null : all);
    for (var subject : participant.subjects) {
      subject.remove(participant);
      if (subject.isEmpty()) {
        subjects.remove(subject.address());
      }
    }
    openings.remove(participant);
  }

  public boolean isEmpty() {
    return participants.isEmpty();
  }

  /** Has all sessions start again, because records are missing here. */
  public void startAllAgain() {
    List.copyOf(participants.values()).forEach(this::startAgain);
  }

  /** Requests entries for a session. */
  public void request(LiveSession session, int count) {
    var participant = participants.get(session);
    if (participant != null) {
      participant.requested += count;
      openings.sendEntries(participant);
    }
  }

  /** Takes a page of what the store has, and requests what is missing. */
  public void take(Opening opening, ReplicaPage page) {
    openings.take(opening, page);
  }

  /** A page could not be read: the session starts again. */
  public void failed(Opening opening) {
    startAgain(opening.participant());
  }

  void startAgain(Participant participant) {
    if (participant.phase != Participant.Phase.LEFT) {
      leave(participant.session());
      participant.session().startAgain();
    }
  }

  /** Takes the next record. */
  public void take(TailRecord tailRecord) {
    recent.add(tailRecord);
    position = tailRecord.offset() + 1;
    var record = tailRecord.record();
    var concerned = concerned(record);
    var subject = subjects.get(tailRecord.subject());
    for (var participant : concerned) {
      if (subject == null || !subject.has(participant)) {
        openings.found(participant, tailRecord);
      }
    }
    if (subject != null) {
      subject.take(tailRecord, concerned);
    }
    openings.openReached();
  }

  /**
   * Notes that everything before {@code offset} was taken; the last offsets before it may be those
   * of transaction markers.
   */
  public void reached(long offset) {
    position = Math.max(position, offset);
    openings.openReached();
  }

  /** Requests reads of what was found. Called often, so that many are read at a time. */
  public void settle() {
    openings.readFound();
  }

  /** Whether the partition waits for a call of {@link #end}. */
  public boolean needsEnd() {
    return openings.needEnd();
  }

  /** Takes the present end of the partition, uncommitted records included. */
  public void end(long end) {
    openings.end(end);
    openings.openReached();
  }

  /** Sessions of the users whom a record is about. */
  private List<Participant> concerned(FanOutRecord record) {
    return switch (record) {
      case FollowerHalfChanged changed -> viewers.getOrDefault(changed.user(), List.of());
      case OwnerHalfChanged changed -> concerned(changed.owners().keySet());
      case SubjectChanged _, PresenceChanged _ -> List.of();
    };
  }

  private List<Participant> concerned(Set<Address> users) {
    var all = new ArrayList<Participant>();
    users.forEach(user -> all.addAll(viewers.getOrDefault(user, List.of())));
    return all;
  }

  LiveSubject subject(Address address) {
    return subjects.computeIfAbsent(address, _ -> new LiveSubject(address, context));
  }

  boolean has(Participant participant, Address address) {
    var subject = subjects.get(address);
    return subject != null && subject.has(participant);
  }

  LiveContext context() {
    return context;
  }

  RecentRecords recent() {
    return recent;
  }

  long position() {
    return position;
  }
}
