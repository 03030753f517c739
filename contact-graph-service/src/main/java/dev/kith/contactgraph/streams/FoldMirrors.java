package dev.kith.contactgraph.streams;

import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.topology.MirrorRecord;
import dev.kith.kit.topology.TaskProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Processor of {@code kith.contact-mirrors}: stores peers' half-edges. */
public final class FoldMirrors implements TaskProcessor.Work<byte[], MirrorRecord> {

  private final RelationStore relations;

  public FoldMirrors(ProcessorContext<?, ?> context) {
    relations = new RelationStore(context.getStateStore(StateStores.RELATIONS));
  }

  @Override
  public void process(Record<byte[], MirrorRecord> record) {
    var peer = record.value().peer();
    record
        .value()
        .mirrors()
        .forEach((owner, mirror) -> {
          var _ = relations.mirror(owner, peer, mirror);
        });
  }
}
