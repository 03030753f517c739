package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import java.util.Map;

/** Output of the fold of a delivery partition, for the writer of {@code kith.updates}. */
public sealed interface FoldOutput {

  /** Offset of the record in the delivery partition. */
  long offset();

  /**
   * Record that was folded.
   *
   * @param placesBefore places of the users whom the record is about, {@link PlaceState#NONE} if
   *     there was none; it has the same users as {@code placesAfter}
   */
  record Folded(
      Address subject,
      FanOutRecord record,
      long offset,
      SubjectState before,
      SubjectState after,
      Map<Address, PlaceState> placesBefore,
      Map<Address, PlaceState> placesAfter)
      implements FoldOutput {

    public Folded {
      placesBefore = Map.copyOf(placesBefore);
      placesAfter = Map.copyOf(placesAfter);
    }
  }

  /** The last record arrived that was missing for the partition to be complete. */
  record Completed(long offset) implements FoldOutput {}

  /** Request to write {@code kith.updates} from this offset on, or to end that. */
  record UpdatesRequested(long offset, boolean isWanted) implements FoldOutput {}
}
