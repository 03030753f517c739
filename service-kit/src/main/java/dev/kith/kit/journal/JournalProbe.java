package dev.kith.kit.journal;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Probe that asks the brokers whether the journal's partitions have leaders, while no recent write
 * shows it. It writes nothing, so an idle Kith adds nothing to Kafka's logs.
 */
@ApplicationScoped
public class JournalProbe {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** For this long after a confirmed write, the probe does not ask. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** Long enough for a busy machine, short enough for requests that wait for a write. */
  private static final int ANSWER_TIMEOUT_MILLIS = 4_000;

  private final JournalAvailability availability;
  private final Appender appender;
  private final Map<String, Object> properties;
  private volatile @Nullable Thread thread;

  JournalProbe(JournalAvailability availability, Appender appender, KithConfig settings) {
    this.availability = availability;
    this.appender = appender;
    this.properties = new KafkaClientConfig(settings).common();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_TIMEOUT_MILLIS);
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("journal-probe").start(this::probe);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void probe() {
    @Nullable Admin admin = null;
    try {
      while (true) {
        Thread.sleep(PAUSE);
        var since = System.nanoTime();
        if (availability.obstacle().isPresent()
            || !availability.isConfirmedSince(since - FRESH.toNanos())) {
          admin = admin == null ? open(since) : admin;
          if (admin != null) {
            probe(admin, since);
          }
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      if (admin != null) {
        admin.close(Duration.ZERO);
      }
    }
  }

  /** Null while the brokers' names cannot be resolved. */
  private @Nullable Admin open(long since) {
    try {
      return Admin.create(properties);
    } catch (RuntimeException notYet) {
      unreachable(since, notYet);
      return null;
    }
  }

  private void probe(Admin admin, long since) throws InterruptedException {
    try {
      var journal = Topics.JOURNAL.name();
      judge(admin.describeTopics(List.of(journal)).allTopicNames().get().get(journal), since);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case UnknownTopicOrPartitionException _ ->
            availability.impaired("The topic " + Topics.JOURNAL.name() + " does not exist");
        // the broker answers
        case AuthorizationException _ -> availability.reachable(since);
        case null, default -> unreachable(since, failure);
      }
    }
  }

  private void judge(@Nullable TopicDescription journal, long since) {
    var leaderless =
        journal == null
            ? ""
            : journal.partitions().stream()
                .filter(partition -> partition.leader() == null || partition.leader().isEmpty())
                .map(TopicPartitionInfo::partition)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    if (leaderless.isEmpty()) {
      availability.reachable(since);
    } else {
      availability.impaired(
          "Partitions of %s have no leader: %s".formatted(Topics.JOURNAL.name(), leaderless));
    }
  }

  private void unreachable(long since, Exception failure) {
    var cause =
        "No broker at %s answers: %s"
            .formatted(properties.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), why(failure));
    if (availability.unreachable(since, cause)) {
      appender.failPending(cause);
    }
  }

  /** Kafka's own text of a time-out contains only numbers, which differ each time. */
  private static String why(Exception failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof TimeoutException
        ? "the request timed out after " + ANSWER_TIMEOUT_MILLIS / 1_000 + " s"
        : String.valueOf(cause.getMessage());
  }
}
