package dev.kith.notifier.delivery;

import dev.kith.domain.Address;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.notifier.replica.ReplicaWriter;
import dev.kith.schemas.Topics;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processor of a delivery task: folds the records of {@code kith.fanout} into its stores. */
final class ReplicaFold implements TaskProcessor.Work<byte[], DeliveryInput> {

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaFold.class);

  private final ProcessorContext<byte[], FoldOutput> context;
  private final TopologyContext topologyContext;
  private final ReplicaTopology.Dependencies dependencies;
  private final Optional<String> updates;
  private final TopicPartition partition;
  private final ReplicaProgress progress;
  private final ResumeWindow window;
  private final DeliveryTasks.@Nullable Task task;
  private final @Nullable ReplicaWriter writer;

  /**
   * Creates the work of a task.
   *
   * @param updates node to which what was folded is forwarded, if there is one
   */
  ReplicaFold(
      ProcessorContext<byte[], FoldOutput> context,
      TopologyContext topologyContext,
      ReplicaTopology.Dependencies dependencies,
      Optional<String> updates) {
    this.context = context;
    this.topologyContext = topologyContext;
    this.dependencies = dependencies;
    this.updates = updates;
    partition = new TopicPartition(Topics.FANOUT.name(), context.taskId().partition());
    KeyValueStore<String, String> store = context.getStateStore(ReplicaProgress.STORE);
    progress =
        new ReplicaProgress(store, dependencies.application(), dependencies.journalPartitions());
    var folded = new FoldProgress(store).folded(partition.topic());
    window = new ResumeWindow(store, dependencies.resumeWindow(), InstantSource.system(), folded);
    var fault =
        new ReplicaBasis(dependencies.topic()).fault(partition.partition(), progress, folded);
    if (fault.isPresent()) {
      topologyContext.halted().haltWhole(partition, fault.get());
      task = null;
      writer = null;
      return;
    }
    topologyContext
        .halted()
        .of(partition)
        .filter(halt -> halt.isWhole())
        .ifPresent(_ -> topologyContext.halted().release(partition));
    task = dependencies.tasks().start(partition.partition(), folded, window::begin);
    writer = writer(task);
    checkComplete(task);
  }

  private ReplicaWriter writer(DeliveryTasks.Task started) {
    KeyValueStore<Bytes, byte[]> subjects = context.getStateStore(ReplicaStore.SUBJECTS);
    KeyValueStore<Bytes, byte[]> places = context.getStateStore(ReplicaStore.PLACES);
    return new ReplicaWriter(subjects, places, started.cache());
  }

  @Override
  public void process(Record<byte[], DeliveryInput> record) {
    if (task == null || writer == null) {
      throw new IllegalStateException("Partition " + partition + " is halted");
    }
    var input = record.value();
    task.begin(input.offset());
    switch (input) {
      case DeliveryInput.Change change -> fold(record, change, writer, task);
      case DeliveryInput.Wanted wanted ->
          forward(record, new FoldOutput.UpdatesRequested(wanted.offset(), wanted.isWanted()));
      case DeliveryInput.Completed marker -> {
        progress.completed(marker);
        if (checkComplete(task)) {
          forward(record, new FoldOutput.Completed(marker.offset()));
        }
      }
    }
    task.fold(input.offset());
    window.fold(input.offset());
  }

  private void fold(
      Record<byte[], DeliveryInput> record,
      DeliveryInput.Change change,
      ReplicaWriter stores,
      DeliveryTasks.Task running) {
    stores
        .fold(change.subject(), change.record(), change.offset())
        .ifPresentOrElse(
            folded -> forward(record, folded),
            () -> passedOver(change.subject(), change.offset(), running));
  }

  /**
   * Reports a record that was passed over, if the stores are complete. During a rebuild this is no
   * fault: the first records of the topic may follow records that the topic no longer contains.
   */
  private void passedOver(Address subject, long offset, DeliveryTasks.Task running) {
    if (running.isComplete()) {
      dependencies.gaps().run();
      LOG.error(
          "The record at {}:{} is passed over: a change of a half of its subject is missing."
              + " subject={}",
          partition,
          offset,
          topologyContext.hash().of(subject.text()));
    }
  }

  private void forward(Record<byte[], DeliveryInput> record, FoldOutput output) {
    updates.ifPresent(child -> context.forward(record.withValue(output), child));
  }

  /** Returns whether the stores have become complete now. */
  private boolean checkComplete(DeliveryTasks.Task running) {
    if (running.isComplete() || !progress.isComplete()) {
      return false;
    }
    running.complete();
    LOG.info("The replicas of {} are complete", partition);
    return true;
  }

  @Override
  public void close() {
    if (task == null) {
      topologyContext.halted().release(partition);
    } else {
      dependencies.tasks().end(partition.partition(), task);
    }
  }
}
