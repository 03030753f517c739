package dev.kith.notifier.replica.reader;

import dev.kith.domain.Address;
import dev.kith.domain.View;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;

/**
 * What a delivery partition holds of one pair.
 *
 * @param place of the viewer; {@link PlaceState#NONE} if there is none, or if the viewer is the
 *     subject
 */
public record Held(Address subject, SubjectState subjectState, PlaceState place) {

  /** View of the viewer whose place this is. */
  public View view(Address viewer) {
    return subjectState.replica().view(subject, viewer, place.place());
  }

  /** State from which {@link Missed#since} tells what the viewer has missed. */
  public Missed.State state(Address viewer) {
    return new Missed.State(subject, viewer, subjectState, place);
  }
}
