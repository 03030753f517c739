package dev.kith.contactgraph.streams;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RelationStore;
import dev.kith.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Owners' halves as they will be once all that a task has appended is folded: what is decided next
 * is decided by these.
 */
final class HalvesToCome {

  private final int partition;
  private final Progress progress;
  private final JournalWriter journal;
  private final InFlight inFlight;
  private final RelationStore relations;

  HalvesToCome(ProcessorContext<?, ?> context, Progress progress, SyncParts parts) {
    this.partition = context.taskId().partition();
    this.progress = progress;
    this.journal = parts.journal();
    this.inFlight = parts.inFlight(partition);
    this.relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
    inFlight.clear();
  }

  HalfEdge half(Address owner, Address peer) {
    return of(owner, List.of(peer)).getOrDefault(peer, HalfEdge.NONE);
  }

  /** The halves to all of these peers. */
  Map<Address, HalfEdge> of(Address owner, List<Address> peers) {
    var known = relations.get(owner, peers);
    var halves = new HashMap<Address, HalfEdge>();
    for (var peer : peers) {
      var coming = inFlight.half(owner, peer);
      halves.put(peer, coming == null ? known.getOrDefault(peer, Relation.NONE).own() : coming);
    }
    return halves;
  }

  /**
   * Appends what was decided about these peers.
   *
   * @param halves to them, as they were when it was decided
   * @param event made with the position as of which it was decided
   */
  void append(
      Address owner,
      String id,
      Map<Address, HalfEdge> halves,
      Function<Position, ContactsSynced> event,
      String actor) {
    var folded = new Position(partition, progress.folded(Topics.JOURNAL.name()));
    var decided = event.apply(Position.latest(folded, inFlight.latest(owner, halves.keySet())));
    var at = journal.append(owner, id, decided, actor);
    halves.forEach((peer, half) -> inFlight.appended(owner, peer, after(half, at, decided)));
  }

  private static HalfEdge after(HalfEdge half, Position at, ContactsSynced event) {
    return half.apply(at, event).state();
  }
}
