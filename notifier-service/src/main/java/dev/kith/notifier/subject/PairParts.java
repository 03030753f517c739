package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parts of an event that changes the halves of many users. A record carries the halves of at most
 * {@link #LARGEST} bytes, and beside them a content. Nearly all events are one part; an event about
 * 500 users with many long labels is several.
 *
 * <p>Each part is a change of halves with its own position, so that a reader that has missed a part
 * takes nothing that came after it. The parts are determined by the subject's halves, and so by the
 * journal alone.
 */
final class PairParts {

  /** Bytes of the halves of one part. */
  static final int LARGEST = 320 * 1_024;

  /** Bytes of a half without its address and labels, and room for their lengths. */
  private static final int FIXED = 64;

  private static final int LABEL_LENGTH = 2;

  /** No event has more parts, since it has no more users. */
  private static final long PARTS = Long.highestOneBit(Limits.PEERS) << 1;

  private PairParts() {}

  /** Position of the change of halves that a part of an event is; part 0 is the first. */
  static long position(Position at, int part) {
    return at.offset() * PARTS + part;
  }

  /** The parts of an event, in order. */
  static List<SortedMap<Address, Pair>> of(SortedMap<Address, Pair> changed) {
    var parts = new ArrayList<SortedMap<Address, Pair>>();
    var part = new TreeMap<Address, Pair>();
    var bytes = 0;
    for (var entry : changed.entrySet()) {
      var more = bytes(entry.getKey(), entry.getValue().owner());
      if (bytes + more > LARGEST) {
        parts.add(part);
        part = new TreeMap<>();
        bytes = 0;
      }
      part.put(entry.getKey(), entry.getValue());
      bytes += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  /** Addresses and labels are ASCII. */
  private static int bytes(Address user, Half half) {
    return FIXED
        + user.text().length()
        + half.edge().labels().stream().mapToInt(label -> LABEL_LENGTH + label.length()).sum();
  }
}
