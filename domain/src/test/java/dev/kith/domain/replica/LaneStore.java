package dev.kith.domain.replica;

import dev.kith.domain.Address;
import java.util.Set;

/** Store of a delivery partition in a schedule. */
public interface LaneStore {

  SubjectState subject(Address subject);

  PlaceState place(Address user, Address subject);

  /** Subjects about which the store has a place of the user. */
  Set<Address> subjectsOf(Address user);

  /** Folds a record; returns false if a record before it is missing. */
  boolean fold(Address subject, FanOutRecord record, long offset);
}
