package dev.kith.domain;

import java.util.Optional;
import java.util.Set;

/** Event about an owner's half-edge to one peer or to many. */
public sealed interface RelationEvent extends JournalEvent {

  /** Peers of the event, never the owner. */
  Set<Address> peers();

  /** Event about a single peer. */
  sealed interface AboutOne extends RelationEvent {
    Address peer();

    @Override
    default Set<Address> peers() {
      return Set.of(peer());
    }
  }

  /** The present parts were set; labels are replaced as a whole. */
  record ContactChanged(
      Optional<Position> expects,
      Address peer,
      Optional<Boolean> contact,
      Optional<Boolean> subscribed,
      Optional<Boolean> announced,
      Optional<Set<String>> labels)
      implements AboutOne {
    public ContactChanged {
      labels = labels.map(Set::copyOf);
    }
  }

  /**
   * The present parts were set for many peers.
   *
   * @param automatic acts only on peers for which the owner's subscription is unset
   * @param labels added to the existing ones, unless there would be more than {@link Limits#LABELS}
   * @param asOf acts only on peers whose half-edge has not changed after this position, so that a
   *     late or repeated decision does not undo a newer one; empty: acts on all
   */
  record ContactsSynced(
      Set<Address> peers,
      boolean automatic,
      Optional<Boolean> contact,
      Optional<Boolean> subscribed,
      Set<String> labels,
      Optional<Position> asOf)
      implements RelationEvent {
    public ContactsSynced {
      peers = Set.copyOf(peers);
      labels = Set.copyOf(labels);
    }

    @Override
    public Optional<Position> expects() {
      return Optional.empty();
    }
  }

  record ContactBlocked(Optional<Position> expects, Address peer) implements AboutOne {}

  record ContactUnblocked(Optional<Position> expects, Address peer) implements AboutOne {}

  /** Written to the smaller of the two addresses; the other gets the mirror. */
  record ContactPaired(Optional<Position> expects, Address peer) implements AboutOne {}

  record ContactUnpaired(Optional<Position> expects, Address peer) implements AboutOne {}
}
