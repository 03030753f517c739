package dev.kith.bench.journal;

import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Lag of the services: records that they have not folded yet, by their committed offsets. */
public record Backlog(Admin admin) implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /**
   * Records that may remain at the end of a partition: the markers of one or two transactions,
   * which have offsets but are not folded.
   */
  private static final long NOTHING = 2;

  private static final Map<String, List<Topic>> READ =
      Map.of(
          "kith-profile-service", List.of(Topics.JOURNAL),
          "kith-contact-graph-service", List.of(Topics.JOURNAL, Topics.CONTACT_MIRRORS),
          "kith-notifier-service", List.of(Topics.JOURNAL, Topics.CONTACT_MIRRORS, Topics.FANOUT));

  public static Backlog of(Stack stack) {
    return new Backlog(Admin.create(Map.of("bootstrap.servers", stack.broker())));
  }

  /**
   * Waits until no records are left to fold in any topic that a service reads; services may append
   * further records to these topics in the meantime.
   */
  public void awaitNone(Duration within, LongConsumer progress)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + within.toNanos();
    for (int looks = 1; records() > 0; looks++) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(records() + " records are not folded in time");
      }
      if (looks % 20 == 0) {
        progress.accept(records());
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private long records() throws InterruptedException, ExecutionException {
    long sum = 0;
    for (var group : READ.entrySet()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group.getKey()).partitionsToOffsetAndMetadata().get();
      for (var end : ends(group.getValue()).entrySet()) {
        OffsetAndMetadata folded = committed.get(end.getKey());
        long left = end.getValue().offset() - (folded == null ? 0 : folded.offset());
        sum += left <= NOTHING ? 0 : left;
      }
    }
    return sum;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(List<Topic> topics)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(Topic::name).toList())
        .allTopicNames()
        .get()
        .forEach((name, topic) ->
            topic
                .partitions()
                .forEach(partition ->
                    asked.put(
                        new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
    return admin.listOffsets(asked).all().get();
  }

  @Override
  public void close() {
    admin.close();
  }
}
