package dev.kith.notifier.live.tail;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.config.TopicEnds;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.delivery.FanOutTopic;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.LiveUpdates;
import dev.kith.notifier.live.PollListener;
import dev.kith.notifier.live.partition.LivePartitions;
import dev.kith.notifier.replica.reader.ReplicaReader;
import dev.kith.notifier.tail.TailThread;
import dev.kith.notifier.wire.UpdateEncoder;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/**
 * Tail of {@code kith.fanout}. One thread does all the work and other threads submit commands, so
 * that a session joins at an exact offset.
 */
@ApplicationScoped
public class FanOutTail implements LiveUpdates {

  private final FanOutTopic topic;
  private final TailedPartitions partitions;
  private final TailThread thread;

  FanOutTail(
      KithConfig kith,
      NotifierConfig settings,
      DeliveryPartitions deliveryPartitions,
      TopicEnds ends,
      FanOutTopic topic,
      ReplicaReader replicas,
      WireFormat wire,
      UpdateEncoder encoder,
      Instance<PollListener> polls) {
    this.topic = topic;
    this.partitions =
        new TailedPartitions(
            new ThreadSource(),
            replicas,
            new FanOutDecoder(wire),
            new LivePartitions(
                topic::cursorId,
                encoder,
                InstantSource.system(),
                settings.recentUpdates().asLongValue() / deliveryPartitions.count()),
            () -> polls.forEach(PollListener::polled));
    this.thread =
        new TailThread(
            Topics.FANOUT.name(),
            new KafkaClientConfig(kith).reader("read_uncommitted"),
            ends::written,
            partitions);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  @Override
  public void join(LiveSession session) {
    thread.command(() -> partitions.join(session));
  }

  @Override
  public void request(LiveSession session, int count) {
    thread.command(() -> partitions.request(session, count));
  }

  @Override
  public void leave(LiveSession session) {
    thread.command(() -> partitions.leave(session));
  }

  /** The thread's consumer. */
  private final class ThreadSource implements TailSource {

    @Override
    public void command(Runnable command) {
      thread.command(command);
    }

    @Override
    public void read(Collection<Integer> numbers) {
      thread.read(numbers);
    }

    @Override
    public void seek(int partition, long offset) {
      thread.consumer().seek(thread.partition(partition), offset);
    }

    @Override
    public long position(int partition) {
      return thread.consumer().position(thread.partition(partition));
    }

    @Override
    public long begin(int partition) {
      return topic.begin(partition);
    }

    @Override
    public Map<Integer, Long> ends(Collection<Integer> numbers) {
      return thread.ends(numbers);
    }
  }
}
