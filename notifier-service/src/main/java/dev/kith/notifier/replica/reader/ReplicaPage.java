package dev.kith.notifier.replica.reader;

import dev.kith.domain.Address;
import java.util.List;
import java.util.Optional;

/**
 * Page of what a delivery partition holds of one viewer, in the order of subjects. It is not of one
 * moment: records after {@code start}, up to {@code end}, may be in it, wholly or in part.
 *
 * @param start offset of the last record that was folded before the page was read; -1 if there was
 *     none. Replay from the next offset
 * @param end offset of the last record whose fold had begun when the page was read
 * @param oldestCursor lowest cursor that can be resumed from; -1 if all can
 * @param next subject after which the next page begins; empty on the last page. The remaining pages
 *     may be empty
 */
public record ReplicaPage(
    long start, long end, long oldestCursor, List<Held> held, Optional<Address> next) {

  public ReplicaPage {
    held = List.copyOf(held);
  }
}
