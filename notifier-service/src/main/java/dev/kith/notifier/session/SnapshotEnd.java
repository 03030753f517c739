package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.EntryBody;
import java.util.HashMap;
import java.util.Map;

/** Extent of the snapshot that a session has received: live updates must be newer. */
final class SnapshotEnd {

  private final long upTo;

  /**
   * Offsets of entries that are newer than {@code upTo}. Created on demand, because most sessions
   * have none.
   */
  private Map<String, Long> readAhead = Map.of();

  /**
   * @param upTo the offset that is covered for every subject
   */
  SnapshotEnd(long upTo) {
    this.upTo = upTo;
  }

  /**
   * Adds an entry of the snapshot. One that was written while the book was read is newer than the
   * rest.
   */
  void add(EntryBody entry) {
    var offset = Cursor.parse(entry.cursor()).orElseThrow().offset();
    if (offset > upTo) {
      if (readAhead.isEmpty()) {
        readAhead = new HashMap<>();
      }
      readAhead.put(entry.subject(), offset);
    }
  }

  boolean covers(Address subject, long offset) {
    return offset <= readAhead.getOrDefault(subject.text(), upTo);
  }

  long upTo() {
    return upTo;
  }
}
