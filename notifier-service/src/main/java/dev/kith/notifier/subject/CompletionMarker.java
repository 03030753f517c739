package dev.kith.notifier.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.FanOutCompleted;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.OnDemandPunctuator;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writer of {@link FanOutCompleted} to each delivery partition, once, when the rebuild of a task
 * has caught up, or at once if there is nothing to rebuild. Before it, a delivery partition may
 * lack subjects of this task.
 */
final class CompletionMarker {

  /** Key of the record; no address contains {@code !}. */
  static final String KEY = "!completed";

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Key in the progress store: the application id for which the marker was written. */
  private static final String WRITTEN = "fan-out-completed";

  private final ProcessorContext<byte[], PlacedRecord> context;
  private final KeyValueStore<String, String> progress;
  private final FoldProgress foldProgress;
  private final int partitions;

  private CompletionMarker(
      ProcessorContext<byte[], PlacedRecord> context, String progressStore, int partitions) {
    this.context = context;
    this.progress = context.getStateStore(progressStore);
    this.foldProgress = new FoldProgress(progress);
    this.partitions = partitions;
  }

  /**
   * Schedules the marker of a task, unless it was written.
   *
   * @param partitions number of delivery partitions
   */
  static void schedule(
      ProcessorContext<byte[], PlacedRecord> context, String progressStore, int partitions) {
    var marker = new CompletionMarker(context, progressStore, partitions);
    if (!marker.isWritten()) {
      new OnDemandPunctuator(context, PAUSE, marker::write).set();
    }
  }

  private boolean isWritten() {
    return context.applicationId().equals(progress.get(WRITTEN));
  }

  /** Writes the marker if it is due; returns whether to try again. */
  private boolean write() {
    if (foldProgress.isSilent()) {
      return true;
    }
    var completed = new FanOutCompleted(context.applicationId(), context.taskId().partition());
    for (var partition = 0; partition < partitions; partition++) {
      context.forward(
          new Record<>(
              KEY.getBytes(UTF_8),
              new PlacedRecord(partition, completed),
              context.currentSystemTimeMs()));
    }
    progress.put(WRITTEN, context.applicationId());
    return false;
  }
}
