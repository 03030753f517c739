package dev.kith.notifier.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Sessions that wait until the tail is as far as the topic was when they joined; only the tail's
 * thread touches it.
 */
final class JoiningSessions {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long END_UNKNOWN = -1;

  private final List<Joining> joining = new ArrayList<>();

  private record Joining(Session session, TopicPartition partition, long until) {
    Joining until(long end) {
      return new Joining(session, partition, end);
    }
  }

  void add(Session session, TopicPartition partition) {
    joining.add(new Joining(session, partition, END_UNKNOWN));
  }

  void remove(Session session) {
    joining.removeIf(waiting -> waiting.session.equals(session));
  }

  void clear() {
    joining.clear();
  }

  /** Tells those who have caught up. */
  void settle(Consumer<byte[], byte[]> consumer) {
    findEnds(consumer);
    joining.removeIf(waiting -> {
      var reached = consumer.position(waiting.partition) >= waiting.until;
      if (reached) {
        waiting.session.caughtUp();
      }
      return reached;
    });
  }

  /** One question for all that joined since the last time. */
  private void findEnds(Consumer<byte[], byte[]> consumer) {
    var asking =
        joining.stream()
            .filter(waiting -> waiting.until == END_UNKNOWN)
            .map(Joining::partition)
            .collect(Collectors.toSet());
    if (!asking.isEmpty()) {
      var ends = consumer.endOffsets(asking, PATIENCE);
      joining.replaceAll(waiting ->
          waiting.until == END_UNKNOWN
              ? waiting.until(ends.getOrDefault(waiting.partition, 0L))
              : waiting);
    }
  }
}
