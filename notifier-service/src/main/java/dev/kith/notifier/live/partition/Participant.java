package dev.kith.notifier.live.partition;

import dev.kith.domain.Address;
import dev.kith.notifier.live.LiveSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** Session in a live partition: how far its opening is, and which subjects it follows. */
final class Participant {

  /** Phases of a session, in order. */
  enum Phase {
    /** Pages of the store are read. */
    READING,
    /** The replay has not passed the end that the partition had when everything was read. */
    REPLAYING,
    /** Hello was sent, and entries are sent as they are requested. */
    ENTRIES,
    LIVE,
    LEFT
  }

  private final int number;
  private final LiveSession session;
  private final Address viewer;

  /** Subjects of which the partition has a pair with this session. */
  final List<LiveSubject> subjects = new ArrayList<>();

  /** Subjects with a record about the viewer that came while the pages were read. */
  final Set<Address> mentioned = new HashSet<>();

  /** Subjects that were found by a record about the viewer, and are to be read. */
  final Set<Address> wanted = new HashSet<>();

  /** Subjects with an entry that was not sent yet. */
  final Queue<LiveSubject> entries = new ArrayDeque<>();

  Phase phase = Phase.READING;

  /** Whether the client is sent what it missed since its cursor, not a snapshot. */
  boolean isRecovered;

  /** Number of entries that were requested and not sent yet. */
  int requested;

  /** Number of pairs of found subjects that are not open. */
  int unopened;

  /**
   * Creates the participant.
   *
   * @param number higher than that of all participants before
   */
  Participant(int number, LiveSession session) {
    this.number = number;
    this.session = session;
    this.viewer = session.viewer();
  }

  int number() {
    return number;
  }

  LiveSession session() {
    return session;
  }

  Address viewer() {
    return viewer;
  }

  boolean isOpened() {
    return phase == Phase.ENTRIES || phase == Phase.LIVE;
  }

  /**
   * Whether the client may resume from the record that is processed. It may not while something
   * from before that record was not shown: the client would never be sent it.
   */
  boolean mayResume() {
    return phase == Phase.LIVE && unopened == 0;
  }
}
