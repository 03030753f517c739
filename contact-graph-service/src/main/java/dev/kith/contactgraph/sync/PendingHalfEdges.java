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
 * In-memory map of half-edges as they will be once the task's appended events are folded, so that
 * two consecutive syncs do not write the same difference twice. After a restart it is empty, which
 * costs at most an event that changes nothing.
 */
public final class PendingHalfEdges {

  /** Maximum number of half-edges; further ones are not remembered. */
  private static final int MAX_HALF_EDGES = 200_000;

  private final Map<Pair, HalfEdge> halves = new HashMap<>();

  private record Pair(Address owner, Address peer) {}

  /** The owner's pending half-edge; null if no event is pending. */
  @Nullable HalfEdge half(Address owner, Address peer) {
    return halves.get(new Pair(owner, peer));
  }

  /** The latest position of a pending event about one of these peers. */
  Position latest(Address owner, Collection<Address> peers) {
    return peers.stream()
        .map(peer -> half(owner, peer))
        .filter(Objects::nonNull)
        .map(HalfEdge::position)
        .reduce(Position.NONE, Position::latest);
  }

  void appended(Address owner, Address peer, HalfEdge half) {
    if (halves.size() < MAX_HALF_EDGES) {
      halves.put(new Pair(owner, peer), half);
    }
  }

  /** Removes the half-edge after its event was folded, unless a later event is pending. */
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
