package dev.kith.domain.replica;

import dev.kith.domain.Address;

/** State of a pair in a delivery partition: its place with the history of both halves. */
public record PlaceState(Place place, PlaceHistory history) {

  /** Initial state: no record about the pair arrived. */
  public static final PlaceState NONE = new PlaceState(Place.NONE, PlaceHistory.NONE);

  /** The state of a user's place after a record at {@code offset} that the replica takes. */
  public PlaceState after(FanOutRecord taken, Address user, long offset) {
    var after = place.after(taken, user);
    return new PlaceState(after, history.after(place, after, offset));
  }
}
