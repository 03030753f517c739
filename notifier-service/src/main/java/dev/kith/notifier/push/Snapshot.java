package dev.kith.notifier.push;

import dev.kith.domain.Address;
import java.util.HashMap;
import java.util.Map;

/** How far a session's snapshot reaches: what follows the snapshot must be newer. */
final class Snapshot {

  private final long folded;
  private final Map<String, Long> readAhead = new HashMap<>();

  /**
   * @param folded the offset that the snapshot covers for every subject
   */
  Snapshot(long folded) {
    this.folded = folded;
  }

  /** An entry that was written while the snapshot was read reaches further than the rest. */
  void contains(EntryBody entry) {
    var offset = Long.parseLong(entry.cursor().substring(entry.cursor().indexOf(':') + 1));
    if (offset > folded) {
      readAhead.put(entry.subject(), offset);
    }
  }

  boolean covers(Address subject, long offset) {
    return offset <= readAhead.getOrDefault(subject.text(), folded);
  }

  long folded() {
    return folded;
  }
}
