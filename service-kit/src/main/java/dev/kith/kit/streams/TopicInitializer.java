package dev.kith.kit.streams;

import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start-up step that creates missing topics and checks that every topic has the configured
 * partition count: {@code kith.fanout} that of the delivery partitions.
 */
final class TopicInitializer {

  private static final Logger LOG = LoggerFactory.getLogger(TopicInitializer.class);

  private static final int ATTEMPTS = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Admin admin;
  private final KithConfig.Topics settings;

  TopicInitializer(Admin admin, KithConfig.Topics settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /**
   * Creates missing topics, if that is allowed.
   *
   * @throws MissingTopics if topics are missing and may not be created here
   * @throws UnfitTopics if a topic has another partition count
   */
  void run(Collection<Topic> topics) throws ExecutionException, InterruptedException {
    var existing = admin.listTopics().names().get();
    var missing = topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    if (!missing.isEmpty()) {
      create(missing);
    }
    var names = topics.stream().map(Topic::name).toList();
    for (var found : describe(names).values()) {
      topics.stream()
          .filter(topic -> topic.name().equals(found.name()))
          .forEach(topic -> checkPartitions(topic, found.partitions().size(), settings));
    }
  }

  private void create(List<Topic> missing) throws ExecutionException, InterruptedException {
    var names = missing.stream().map(Topic::name).collect(Collectors.joining(", "));
    if (!settings.create()) {
      throw new MissingTopics(
          "Topics are missing, and kith.topics.create is false, so they are not created: " + names);
    }
    LOG.info("Creating topics: {}", names);
    var replication = Optional.of(settings.replicationFactor()).filter(factor -> factor > 0);
    var fresh =
        missing.stream()
            .map(topic ->
                new NewTopic(topic.name(), Optional.of(partitions(topic, settings)), replication)
                    .configs(topic.configs()))
            .toList();
    // in one request: each request waits for the controller to write to its disk
    for (var creation : admin.createTopics(fresh).values().values()) {
      try {
        creation.get();
      } catch (ExecutionException failure) {
        // another service creates some of the topics, too
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }

  /** A new topic is not known to every broker at once. */
  private Map<String, TopicDescription> describe(List<String> names)
      throws ExecutionException, InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        return admin.describeTopics(names).allTopicNames().get();
      } catch (ExecutionException failure) {
        if (attempt == ATTEMPTS
            || !(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failure;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Partition count that a topic must have. */
  static int partitions(Topic topic, KithConfig.Topics settings) {
    return topic.equals(Topics.FANOUT) ? DeliveryPartitions.count(settings) : settings.partitions();
  }

  static void checkPartitions(Topic topic, int count, KithConfig.Topics settings) {
    var wanted = partitions(topic, settings);
    if (count != wanted) {
      throw new UnfitTopics(
          "Topic %s has %d partitions, but kith.topics.%s is %d; records would be misplaced, so the service does not start"
              .formatted(
                  topic.name(),
                  count,
                  topic.equals(Topics.FANOUT) ? "delivery-partitions" : "partitions",
                  wanted));
    }
  }

  /** Topics are missing, and another party has to create them. */
  static final class MissingTopics extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopics(String message) {
      super(message);
    }
  }

  /** The topics are not as required; a retry does not help. */
  static final class UnfitTopics extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitTopics(String message) {
      super(message);
    }
  }
}
