package dev.kith.contactgraph.streams;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RelationStore;
import dev.kith.schemas.Topics;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    var coming = inFlight.half(owner, peer);
    return coming == null ? relations.get(owner, peer).own() : coming;
  }

  /**
   * Appends what was decided about these peers.
   *
   * @param event made with the position as of which it was decided
   */
  void append(
      Address owner,
      String id,
      Set<Address> peers,
      Function<Position, ContactsSynced> event,
      String actor) {
    var folded = new Position(partition, progress.folded(Topics.JOURNAL.name()));
    var decided = event.apply(Position.latest(folded, inFlight.latest(owner, peers)));
    var halves = peers.stream().collect(Collectors.toMap(peer -> peer, peer -> half(owner, peer)));
    var at = journal.append(owner, id, decided, actor);
    halves.forEach((peer, half) -> inFlight.appended(owner, peer, after(half, at, decided)));
  }

  private static HalfEdge after(HalfEdge half, Position at, ContactsSynced event) {
    return half.apply(at, event).state();
  }
}
