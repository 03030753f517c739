package dev.kith.contactgraph.streams;

import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Mirrored;
import dev.kith.kit.streams.Progress;
import dev.kith.kit.streams.RelationStore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Folds what peers hold about the owners here into the other halves. */
final class FoldMirrors implements Processor<byte[], Mirrored, byte[], SpecificRecord> {

  private Issued issued;
  private Progress progress;
  private RelationStore relations;

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  FoldMirrors() {}

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    issued = new Issued(context);
    progress = new Progress(context.getStateStore(KithStores.PROGRESS));
    relations = new RelationStore(context.getStateStore(KithStores.RELATIONS));
  }

  @Override
  public void process(Record<byte[], Mirrored> record) {
    var mirrored = record.value();
    var change = relations.mirror(mirrored.owner(), mirrored.peer(), mirrored.mirror());
    if (!change.after().equals(change.before()) && !progress.isSilent()) {
      issued.relation(mirrored.owner(), mirrored.peer(), change.after(), record.timestamp());
    }
  }
}
