package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Halves as they will be once the events that a task has appended are folded, so that two syncs in
 * a row do not write the same difference twice. In memory only: what is forgotten with a restart
 * costs an event that changes nothing.
 */
public final class PendingHalfEdges {

  /** Beyond this, halves are not remembered. */
  private static final int MOST = 200_000;

  private final Map<Pair, HalfEdge> halves = new HashMap<>();

  private record Pair(Address owner, Address peer) {}

  /** The owner's half to come; null if nothing is on its way. */
  @Nullable HalfEdge half(Address owner, Address peer) {
    return halves.get(new Pair(owner, peer));
  }

  /** The last position at which an event about one of these peers was appended and not folded. */
  Position latest(Address owner, Collection<Address> peers) {
    return peers.stream()
        .map(peer -> half(owner, peer))
        .filter(Objects::nonNull)
        .map(HalfEdge::position)
        .reduce(Position.NONE, Position::latest);
  }

  void appended(Address owner, Address peer, HalfEdge half) {
    if (halves.size() < MOST) {
      halves.put(new Pair(owner, peer), half);
    }
  }

  /** An event about the peer is folded; one that was appended later stays remembered. */
  public void folded(Address owner, Address peer, Position at) {
    if (!halves.isEmpty()) {
      halves.computeIfPresent(
          new Pair(owner, peer), (_, half) -> half.position().isAfter(at) ? half : null);
    }
  }

  void clear() {
    halves.clear();
  }
}
