package dev.kith.kit.streams;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * Start-up check that every store's changelog exists if the service has committed offsets. Kafka
 * Streams would create a missing changelog and fold on from the committed offsets with an empty
 * store.
 */
final class ChangelogCheck {

  private final Admin admin;
  private final String applicationId;

  ChangelogCheck(Admin admin, String applicationId) {
    this.admin = admin;
    this.applicationId = applicationId;
  }

  /**
   * Checks each store of the topology.
   *
   * @throws TopicInitializer.UnfitTopics if a store has no changelog although offsets are committed
   */
  void run(Topology topology) throws ExecutionException, InterruptedException {
    var committed =
        admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
    var offsets =
        committed.values().stream()
            .filter(Objects::nonNull)
            .map(OffsetAndMetadata::offset)
            .toList();
    check(applicationId, topology, offsets, admin.listTopics().names().get());
  }

  static void check(
      String applicationId, Topology topology, Collection<Long> committed, Set<String> topics) {
    var missing = changelogs(applicationId, topology);
    missing.removeAll(topics);
    if (!missing.isEmpty() && committed.stream().anyMatch(offset -> offset > 0)) {
      throw new TopicInitializer.UnfitTopics(
          ("%s has committed offsets, but these changelogs are missing, so that their stores would be empty: %s."
                  + " Set kith.streams.application-id to a new name: all stores are then rebuilt from the journal")
              .formatted(applicationId, String.join(", ", missing)));
    }
  }

  private static Set<String> changelogs(String applicationId, Topology topology) {
    return topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(TopologyDescription.Processor.class::isInstance)
        .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
        .map(store -> applicationId + "-" + store + "-changelog")
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
