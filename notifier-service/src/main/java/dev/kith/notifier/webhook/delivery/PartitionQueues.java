package dev.kith.notifier.webhook.delivery;

import dev.kith.notifier.webhook.WebhookRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Queues of the partitions that are assigned to a delivery, and the choice of the partitions to
 * read. Confined to the delivery's thread.
 */
final class PartitionQueues {

  /**
   * Partitions that may have undelivered updates in memory; until one of them is delivered no other
   * is read.
   */
  private static final int MAX_WITH_WORK = 8;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, PartitionQueue> partitionQueues = new HashMap<>();
  private final Set<TopicPartition> unplaced = new HashSet<>();

  PartitionQueues(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Adds newly assigned partitions; {@link #placeNew} finds out where they begin. */
  void add(Collection<TopicPartition> places) {
    unplaced.addAll(places);
    consumer.pause(places);
  }

  void remove(Collection<TopicPartition> places) {
    places.forEach(partitionQueues::remove);
    unplaced.removeAll(places);
  }

  /**
   * Seeks new partitions: to the committed offset, else to the known progress, else to where the
   * webhook began.
   */
  void placeNew(WebhookRegistration webhookRegistration) {
    if (unplaced.isEmpty()) {
      return;
    }
    var committed = consumer.committed(unplaced);
    for (var place : unplaced) {
      var reached = webhookRegistration.reached(place.partition());
      var known = committed.get(place);
      var next = known == null ? reached.next() : known.offset();
      consumer.seek(place, next);
      partitionQueues.put(place, new PartitionQueue(reached, next));
    }
    unplaced.clear();
  }

  /**
   * Returns whether this is still the queue of that partition, which may have been reassigned
   * meanwhile.
   */
  boolean has(TopicPartition place, PartitionQueue partitionQueue) {
    return partitionQueues.get(place) == partitionQueue;
  }

  PartitionQueue get(TopicPartition place) {
    var partitionQueue = partitionQueues.get(place);
    if (partitionQueue == null) {
      throw new IllegalStateException(place + " is not assigned to this node");
    }
    return partitionQueue;
  }

  Collection<PartitionQueue> all() {
    return partitionQueues.values();
  }

  Set<TopicPartition> places() {
    return Set.copyOf(partitionQueues.keySet());
  }

  void forEach(BiConsumer<TopicPartition, PartitionQueue> action) {
    partitionQueues.forEach(action);
  }

  boolean isUnderWay(TopicPartition place) {
    var partitionQueue = partitionQueues.get(place);
    return partitionQueue != null && partitionQueue.isUnderWay();
  }

  /** Commits what the receiver has accepted in these partitions. */
  void commit(Collection<TopicPartition> places) {
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var place : places) {
      var partitionQueue = partitionQueues.get(place);
      if (partitionQueue != null) {
        partitionQueue
            .toCommit()
            .ifPresent(next -> offsets.put(place, new OffsetAndMetadata(next)));
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets);
      offsets.forEach((place, offset) -> get(place).committed(offset.offset()));
    }
  }

  /**
   * Pauses and resumes partitions: those without undelivered updates are read, unless too many
   * others have some.
   *
   * @param nothing whether no partition is to be read
   */
  void chooseWhatToRead(boolean nothing) {
    var busy = new ArrayList<TopicPartition>();
    partitionQueues.forEach((place, partitionQueue) -> {
      if (!partitionQueue.isEmpty()) {
        busy.add(place);
      }
    });
    var full = nothing || busy.size() >= MAX_WITH_WORK;
    busy.addAll(unplaced);
    var reading = new HashSet<>(full ? List.of() : consumer.assignment());
    busy.forEach(reading::remove);
    consumer.resume(reading);
    consumer.pause(full ? consumer.assignment() : busy);
  }

  /**
   * Advances empty queues past transaction markers, so that a webhook that has delivered everything
   * has no lag.
   */
  void skipMarkers() {
    partitionQueues.forEach((place, partitionQueue) -> {
      if (partitionQueue.isEmpty()) {
        partitionQueue.read(consumer.position(place));
      }
    });
  }
}
