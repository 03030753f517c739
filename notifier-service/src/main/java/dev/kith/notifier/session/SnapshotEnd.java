package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.notifier.reader.Cursor;
import dev.kith.notifier.reader.EntryBody;
import java.util.HashMap;
import java.util.Map;

/** How far what a session was shown at first reaches: what follows must be newer. */
final class SnapshotEnd {

  private final long upTo;

  /** Made when it is needed: most sessions never do. */
  private Map<String, Long> readAhead = Map.of();

  /**
   * @param upTo the offset that is covered for every subject
   */
  SnapshotEnd(long upTo) {
    this.upTo = upTo;
  }

  /** An entry that was written while the book was read reaches further than the rest. */
  void contains(EntryBody entry) {
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
