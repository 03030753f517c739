package dev.kith.domain;

import java.util.Optional;
import java.util.Set;

/** A change of what an owner holds about a peer, or about many. */
public sealed interface RelationEvent extends JournalEvent {

  /** The peers it is about, never the owner. */
  Set<Address> peers();

  /** A relation event about a single peer. */
  sealed interface AboutOne extends RelationEvent {
    Address peer();

    @Override
    default Set<Address> peers() {
      return Set.of(peer());
    }
  }

  /** The parts that are present were set; labels are replaced as a whole. */
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
   * The parts that are present were set for many peers.
   *
   * @param automatic acts only on peers about whom the owner never said yes or no
   * @param labels added to those that are there, unless they would be more than {@link
   *     Limits#LABELS}
   * @param asOf acts only on peers whose half-edge has not changed after this, so that a decision
   *     that comes late or twice undoes nothing; empty: on all
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

  /** Written to the smaller of the two addresses; the other learns it by the mirror. */
  record ContactPaired(Optional<Position> expects, Address peer) implements AboutOne {}

  record ContactUnpaired(Optional<Position> expects, Address peer) implements AboutOne {}
}
