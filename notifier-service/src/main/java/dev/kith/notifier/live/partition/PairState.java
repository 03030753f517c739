package dev.kith.notifier.live.partition;

import java.time.Instant;
import java.util.SortedSet;

/** State of a pair of a session and a subject: the place, and what the session was shown. */
interface PairState {

  /** The session has been sent the present appearance of the subject. */
  int KNOWN = 1;

  /** An entry is due, which covers all updates until it is sent. */
  int AWAITS_ENTRY = 1 << 1;

  /** The subject's rules show its presence to the viewer. */
  int PRESENCE_VISIBLE = 1 << 2;

  /** The presence became visible, and was not shown since. */
  int EXPECTS_PRESENCE = 1 << 3;

  /** Number of flags. */
  int FLAGS = 4;

  Participant participant();

  /** Offset of the change of a half that the owner's half includes, as in {@code Place}. */
  long at();

  /** Position of the content that a view needs, as in {@code Place}. */
  long need();

  /** Both halves, in the form of {@code PairBits}. */
  int bits();

  /** Labels that the subject gave to the viewer. */
  SortedSet<String> labels();

  Instant followsSince();

  /** Hash of what was shown last. */
  long hash();

  void hash(long shown);

  boolean has(int flag);

  void set(int flag, boolean on);
}
