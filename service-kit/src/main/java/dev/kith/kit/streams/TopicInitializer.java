package dev.kith.kit.streams;

import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topic;
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
 * Sees to it that the topics are there with the one number of partitions that all of them share.
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
   * Makes what is missing, if that is allowed.
   *
   * @throws MissingTopics if somebody else has not made them yet
   * @throws UnfitTopics if one has another number of partitions
   */
  void run(Collection<Topic> topics) throws ExecutionException, InterruptedException {
    var existing = admin.listTopics().names().get();
    var missing = topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    if (!missing.isEmpty()) {
      create(missing);
    }
    var names = topics.stream().map(Topic::name).toList();
    describe(names).values().forEach(this::checkPartitions);
  }

  private void create(List<Topic> missing) throws ExecutionException, InterruptedException {
    var names = missing.stream().map(Topic::name).collect(Collectors.joining(", "));
    if (!settings.create()) {
      throw new MissingTopics(
          "Topics are missing, and kith.topics.create leaves them to others: " + names);
    }
    LOG.info("Making topics with {} partitions: {}", settings.partitions(), names);
    var replication = Optional.of(settings.replicationFactor()).filter(factor -> factor > 0);
    for (var topic : missing) {
      try {
        var fresh =
            new NewTopic(topic.name(), Optional.of(settings.partitions()), replication)
                .configs(topic.configs());
        admin.createTopics(List.of(fresh)).all().get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }

  /** A topic that was just made is not known to every broker at once. */
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

  private void checkPartitions(TopicDescription topic) {
    var count = topic.partitions().size();
    if (count != settings.partitions()) {
      throw new UnfitTopics(
          "Topic %s has %d partitions, but kith.topics.partitions is %d; records would be misplaced, so this stops here"
              .formatted(topic.name(), count, settings.partitions()));
    }
  }

  /** Whoever makes the topics has not come to it yet. */
  static final class MissingTopics extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingTopics(String message) {
      super(message);
    }
  }

  /** The topics are not as they must be; trying again does not help. */
  static final class UnfitTopics extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitTopics(String message) {
      super(message);
    }
  }
}
