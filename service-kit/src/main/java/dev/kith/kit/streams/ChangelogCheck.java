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
 * Sees to it that no store begins empty where folding goes on: Kafka Streams makes a changelog that
 * is missing, and would fold from the committed offsets on as if nothing had been before.
 */
final class ChangelogCheck {

  private final Admin admin;
  private final String applicationId;

  ChangelogCheck(Admin admin, String applicationId) {
    this.admin = admin;
    this.applicationId = applicationId;
  }

  /**
   * Looks at each store of the topology.
   *
   * @throws TopicInitializer.UnfitTopics if one has no changelog, though something was folded
   *     already
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
          ("%s has folded already, but these changelogs are missing, so that their stores would begin empty: %s."
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
