package dev.kith.contactgraph.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.MatchesRequested;
import dev.kith.contactgraph.SinkNames;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.Sync;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.schemas.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Executor of sync chunks: appends the differences to the journal and asks the peers' partitions
 * which of them the owner may find.
 */
final class SyncRunner {

  private final ProcessorContext<byte[], SpecificRecord> context;
  private final FoldProgress foldProgress;
  private final int partitions;
  private final PendingRelations halves;
  private final SyncQueue queue;
  private final SyncProgressPublisher syncs;

  SyncRunner(
      ProcessorContext<byte[], SpecificRecord> context,
      FoldProgress foldProgress,
      PendingRelations halves,
      int partitions) {
    this.context = context;
    this.foldProgress = foldProgress;
    this.partitions = partitions;
    this.halves = halves;
    this.queue = new SyncQueue(context.getStateStore(SyncQueue.NAME));
    this.syncs = new SyncProgressPublisher(context, foldProgress);
  }

  /**
   * Handles an arriving chunk: runs it, queues it, or releases the queue first.
   *
   * @return the sync's progress afterwards
   */
  Sync take(Address owner, Position at, Chunk chunk, Instant now) {
    syncs.begin(owner, chunk, now);
    if (chunk.fromQueue()) {
      queue.returned(owner);
      run(owner, chunk, now);
      if (!queue.isLeaving(owner)) {
        leave(owner, now);
      }
    } else if (chunk.now() && !queue.isLeaving(owner) && queue.isEmpty(owner)) {
      run(owner, chunk, now);
    } else {
      queue.put(owner, at.offset(), chunk);
      if (!queue.isLeaving(owner)) {
        leave(owner, now);
      }
    }
    return syncs.get(owner, chunk.syncId());
  }

  /**
   * Writes due chunks to the topic again; during a rebuild their records are in the topic already.
   */
  private void leave(Address owner, Instant now) {
    var due = queue.take(owner);
    if (foldProgress.isSilent()) {
      due.forEach(chunk -> run(owner, chunk, now));
      return;
    }
    queue.leave(owner, due.size());
    for (var chunk : due) {
      context.forward(
          new Record<>(owner.text().getBytes(UTF_8), RequestCodec.write(chunk), now.toEpochMilli()),
          SinkNames.REQUESTS_OUT);
    }
  }

  private void run(Address owner, Chunk chunk, Instant now) {
    if (foldProgress.isSilent()) {
      syncs.change(owner, chunk.syncId(), sync -> sync.ran(0, 0, now));
      return;
    }
    var changed = changed(owner, chunk);
    if (!changed.isEmpty()) {
      write(owner, chunk, changed);
    }
    var questions = ask(owner, chunk, now);
    syncs.change(
        owner,
        chunk.syncId(),
        sync -> sync.ran(changed.size(), questions + (changed.isEmpty() ? 0 : 1), now));
  }

  private Map<Address, HalfEdge> changed(Address owner, Chunk chunk) {
    var event = chunk.event();
    var changed = halves.of(owner, chunk.peers());
    changed.values().removeIf(half -> !half.isChangedBy(event));
    return changed;
  }

  private void write(Address owner, Chunk chunk, Map<Address, HalfEdge> changed) {
    halves.append(
        owner,
        SyncId.event(chunk),
        changed,
        asOf -> chunk.event(changed.keySet(), Optional.of(asOf)),
        chunk.actor());
  }

  /** Sends one request to each partition; returns their number. */
  private int ask(Address owner, Chunk chunk, Instant now) {
    var byPartition = chunk.peers().stream().collect(Collectors.groupingBy(this::partition));
    byPartition.values().forEach(peers -> ask(owner, chunk, peers, now));
    return byPartition.size();
  }

  private void ask(Address owner, Chunk chunk, List<Address> peers, Instant now) {
    var question = new MatchesRequested(owner.text(), chunk.syncId(), RequestCodec.texts(peers));
    var key = peers.getFirst().text().getBytes(UTF_8);
    context.forward(new Record<>(key, question, now.toEpochMilli()), SinkNames.MATCHES_OUT);
  }

  private int partition(Address peer) {
    return Placement.WHOLE_KEY.partition(peer.text().getBytes(UTF_8), partitions);
  }
}
