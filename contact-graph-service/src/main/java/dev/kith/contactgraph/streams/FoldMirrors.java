package dev.kith.contactgraph.streams;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.MirrorRecord;
import dev.kith.kit.topology.TaskProcessor;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processor of {@code kith.contact-mirrors}: stores peers' half-edges and forwards changed
 * relations.
 */
public final class FoldMirrors implements TaskProcessor.Work<byte[], MirrorRecord> {

  private final RelationPublisher relationPublisher;
  private final FoldProgress foldProgress;
  private final RelationStore relations;

  public FoldMirrors(ProcessorContext<byte[], SpecificRecord> context) {
    relationPublisher = new RelationPublisher(context);
    foldProgress = new FoldProgress(context.getStateStore(StateStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
  }

  @Override
  public void process(Record<byte[], MirrorRecord> record) {
    var peer = record.value().peer();
    record
        .value()
        .mirrors()
        .forEach((owner, mirror) -> fold(owner, peer, mirror, record.timestamp()));
  }

  private void fold(Address owner, Address peer, HalfEdge mirror, long timestamp) {
    var change = relations.mirror(owner, peer, mirror);
    if (!change.after().equals(change.before()) && !foldProgress.isSilent()) {
      relationPublisher.relation(owner, peer, change.after(), timestamp);
    }
  }
}
