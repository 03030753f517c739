package dev.kith.kit.halt;

import dev.kith.kit.membership.GroupMember;
import dev.kith.kit.membership.PauseDetector;
import dev.kith.kit.pacing.PollPacer;
import dev.kith.kit.stores.DamagedStores;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Main consumer of Kafka Streams that stops a halted partition at its halted offset: it seeks back
 * and pauses the partition, and resumes it once the record is skipped. Before each poll it reports
 * the damaged tasks of its thread, joins its group again if the process was paused, and waits as
 * its pacer says. Like every consumer it is used by one thread.
 */
final class HaltingConsumer extends KafkaConsumer<byte[], byte[]> {

  private final HaltGate gate;
  private final PauseDetector pauseDetector;
  private final AbortTimer abortTimer;
  private final PollPacer pacer;
  private final Set<TopicPartition> heldBack = new HashSet<>();

  /** Null until the first subscription: a consumer that is never used joins nothing. */
  private @Nullable GroupMember member;

  HaltingConsumer(
      Map<String, Object> properties,
      HaltGate gate,
      PauseDetector pauseDetector,
      AbortTimer abortTimer,
      PollPacer pacer) {
    super(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.gate = gate;
    this.pauseDetector = pauseDetector;
    this.abortTimer = abortTimer;
    this.pacer = pacer;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    DamagedStores.check();
    if (abortTimer.isDue()) {
      DamagedStores.abort();
    }
    if (member != null && member.mustRejoin()) {
      enforceRebalance("the process was paused");
    }
    resumeReleased();
    if (timeout.isPositive()) {
      pacer.await();
    }
    var polled = super.poll(timeout);
    pacer.polled(polled.count());
    var stops = new HashMap<TopicPartition, Long>();
    for (var partition : polled.partitions()) {
      gate.stop(partition, polled.records(partition))
          .ifPresent(offset -> stops.put(partition, offset));
    }
    if (stops.isEmpty()) {
      return polled;
    }
    stops.forEach(this::holdBack);
    return cut(polled, stops);
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new RebalanceReporter(listener, member()));
  }

  @Override
  public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new RebalanceReporter(listener, member()));
  }

  private GroupMember member() {
    if (member == null) {
      member = pauseDetector.join();
    }
    return member;
  }

  @Override
  public void close() {
    leave();
    super.close();
  }

  @Override
  public void close(CloseOptions options) {
    leave();
    super.close(options);
  }

  private void leave() {
    if (member != null) {
      member.leave();
    }
  }

  /** Kafka Streams resumes partitions for its own reasons; halted ones stay paused. */
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions.stream().filter(partition -> !heldBack.contains(partition)).toList());
  }

  private void resumeReleased() {
    if (heldBack.isEmpty()) {
      return;
    }
    heldBack.retainAll(assignment());
    var released = heldBack.stream().filter(partition -> !gate.isHalted(partition)).toList();
    released.forEach(heldBack::remove);
    super.resume(released);
  }

  private void holdBack(TopicPartition partition, long offset) {
    super.seek(partition, offset);
    super.pause(List.of(partition));
    heldBack.add(partition);
  }

  /**
   * Cuts off records from the halted offsets on, also in the next offsets, which Kafka Streams
   * commits.
   */
  static ConsumerRecords<byte[], byte[]> cut(
      ConsumerRecords<byte[], byte[]> polled, Map<TopicPartition, Long> stops) {
    var kept = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    var next = new HashMap<>(polled.nextOffsets());
    for (var partition : polled.partitions()) {
      var stop = stops.get(partition);
      var records = polled.records(partition);
      var before =
          stop == null
              ? records
              : records.stream().filter(record -> record.offset() < stop).toList();
      if (!before.isEmpty()) {
        kept.put(partition, before);
      }
      if (stop != null) {
        var leader = records.getFirst().leaderEpoch();
        next.put(partition, new OffsetAndMetadata(stop, leader, ""));
      }
    }
    return new ConsumerRecords<>(kept, next);
  }
}
