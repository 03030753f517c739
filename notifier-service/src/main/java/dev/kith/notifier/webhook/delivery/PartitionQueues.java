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
 * The partitions that a courier has, and where its consumer is to read on in them. Only the
 * courier's thread touches it.
 */
final class PartitionQueues {

  /** Partitions of which something may wait in memory; until it is delivered no other is read. */
  private static final int MOST_WITH_WORK = 8;

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, PartitionQueue> partitionQueues = new HashMap<>();
  private final Set<TopicPartition> unplaced = new HashSet<>();

  PartitionQueues(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** They are this node's from now on; where they begin is found out by {@link #placeNew}. */
  void add(Collection<TopicPartition> places) {
    unplaced.addAll(places);
    consumer.pause(places);
  }

  void remove(Collection<TopicPartition> places) {
    places.forEach(partitionQueues::remove);
    unplaced.removeAll(places);
  }

  /** Where the group was; else where this webhook is known to have been; else where it began. */
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

  /** Whether it is still the lane of that partition, which may have moved meanwhile. */
  boolean has(TopicPartition place, PartitionQueue partitionQueue) {
    return partitionQueues.get(place) == partitionQueue;
  }

  PartitionQueue get(TopicPartition place) {
    var partitionQueue = partitionQueues.get(place);
    if (partitionQueue == null) {
      throw new IllegalStateException(place + " is not read here");
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

  /** What has been taken in these partitions. */
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

  /** Those that have no work are read, unless too many have, or nothing is to be read at all. */
  void chooseWhatToRead(boolean nothing) {
    var busy = new ArrayList<TopicPartition>();
    partitionQueues.forEach((place, partitionQueue) -> {
      if (!partitionQueue.isEmpty()) {
        busy.add(place);
      }
    });
    var full = nothing || busy.size() >= MOST_WITH_WORK;
    busy.addAll(unplaced);
    var reading = new HashSet<>(full ? List.of() : consumer.assignment());
    busy.forEach(reading::remove);
    consumer.resume(reading);
    consumer.pause(full ? consumer.assignment() : busy);
  }

  /** Past the marks that transactions leave, so that who is told all is not behind. */
  void readOn() {
    partitionQueues.forEach((place, partitionQueue) -> {
      if (partitionQueue.isEmpty()) {
        partitionQueue.read(consumer.position(place));
      }
    });
  }
}
