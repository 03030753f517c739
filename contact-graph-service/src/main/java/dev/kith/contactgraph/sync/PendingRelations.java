package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Read-your-writes overlay on the relation store: half-edges as they will be once all events that
 * the task has appended are folded. The next decisions use these.
 */
final class PendingRelations {

  private final int partition;
  private final FoldProgress foldProgress;
  private final JournalWriter journal;
  private final PendingHalfEdges pendingHalfEdges;
  private final RelationStore relations;

  PendingRelations(ProcessorContext<?, ?> context, FoldProgress foldProgress, SyncContext parts) {
    this.partition = context.taskId().partition();
    this.foldProgress = foldProgress;
    this.journal = parts.journal();
    this.pendingHalfEdges = parts.inFlight(partition);
    this.relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
    pendingHalfEdges.clear();
  }

  HalfEdge half(Address owner, Address peer) {
    return of(owner, List.of(peer)).getOrDefault(peer, HalfEdge.NONE);
  }

  /** The half-edges to all of these peers. */
  Map<Address, HalfEdge> of(Address owner, List<Address> peers) {
    var known = relations.get(owner, peers);
    var halves = new HashMap<Address, HalfEdge>();
    for (var peer : peers) {
      var coming = pendingHalfEdges.half(owner, peer);
      halves.put(peer, coming == null ? known.getOrDefault(peer, Relation.NONE).own() : coming);
    }
    return halves;
  }

  /**
   * Appends a decision about these peers.
   *
   * @param halves half-edges to the peers, as of the decision
   * @param event creates the event from the position as of which it was decided
   */
  void append(
      Address owner,
      String id,
      Map<Address, HalfEdge> halves,
      Function<Position, ContactsSynced> event,
      String actor) {
    var folded = new Position(partition, foldProgress.folded(Topics.JOURNAL.name()));
    var decided =
        event.apply(Position.latest(folded, pendingHalfEdges.latest(owner, halves.keySet())));
    var at = journal.append(owner, id, decided, actor);
    halves.forEach(
        (peer, half) -> pendingHalfEdges.appended(owner, peer, after(half, at, decided)));
  }

  private static HalfEdge after(HalfEdge half, Position at, ContactsSynced event) {
    return half.apply(at, event).state();
  }
}
