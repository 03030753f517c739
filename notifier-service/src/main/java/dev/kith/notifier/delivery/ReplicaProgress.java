package dev.kith.notifier.delivery;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Progress of a delivery task beside the folded offset: which topic it reads, and which tasks of
 * the journal have written all their subjects.
 */
public final class ReplicaProgress {

  /** Name of the store, which also has the folded offset. */
  public static final String STORE = "replica-progress";

  private static final String TOPIC = "topic-id";
  private static final String COMPLETED = "completed:";
  private static final String COMPLETE = "complete";

  private final KeyValueStore<String, String> store;
  private final String application;
  private final int journalPartitions;

  /**
   * Creates the progress of a task.
   *
   * @param application id of the Kafka Streams application whose markers count
   * @param journalPartitions that must be complete
   */
  ReplicaProgress(KeyValueStore<String, String> store, String application, int journalPartitions) {
    this.store = store;
    this.application = application;
    this.journalPartitions = journalPartitions;
  }

  /** Identity of the topic from which the stores were filled; empty if they are new. */
  Optional<String> topic() {
    return Optional.ofNullable(store.get(TOPIC));
  }

  void setTopic(String id) {
    store.put(TOPIC, id);
  }

  /** Registers that a task of the journal has written everything; others' markers are ignored. */
  void completed(DeliveryInput.Completed marker) {
    if (isComplete(store) || !marker.application().equals(application)) {
      return;
    }
    store.put(COMPLETED + marker.journalPartition(), application);
    if (IntStream.range(0, journalPartitions)
        .allMatch(partition -> store.get(COMPLETED + partition) != null)) {
      store.put(COMPLETE, application);
    }
  }

  boolean isComplete() {
    return isComplete(store);
  }

  /** Whether all tasks of the journal have written everything, and it was folded. */
  public static boolean isComplete(KeyValueStore<String, String> store) {
    return store.get(COMPLETE) != null;
  }
}
