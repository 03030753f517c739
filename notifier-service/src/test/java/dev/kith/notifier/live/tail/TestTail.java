package dev.kith.notifier.live.tail;

import static java.util.Objects.requireNonNull;

import dev.kith.domain.replica.FanOutRecord;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Thread of a tail and its consumer, without a broker: the test lets it go round. */
final class TestTail implements TailSource {

  /** What the partitions had done with the consumer, in order. */
  final List<String> calls = new ArrayList<>();

  /** Partitions whose begin was asked. */
  final List<Integer> begins = new ArrayList<>();

  /** Whether questions to the broker fail. */
  boolean isUnanswered;

  private final WireFormat wire;
  private final Queue<Runnable> commands = new ArrayDeque<>();
  private final Map<Integer, Log> logs = new HashMap<>();

  /** By assigned partition the offset of the next record; -1 before it is sought. */
  private final Map<Integer, Long> positions = new TreeMap<>();

  /** Partition of the topic. Offsets without a record have a marker of a transaction. */
  private static final class Log {
    private final TreeMap<Long, byte[]> records = new TreeMap<>();
    private long begin;
    private long end;
  }

  TestTail(WireFormat wire) {
    this.wire = wire;
  }

  private Log log(int partition) {
    return logs.computeIfAbsent(partition, _ -> new Log());
  }

  /** Writes a record about alice. */
  void write(int partition, FanOutRecord record) {
    var log = log(partition);
    log.records.put(log.end++, wire.write(Topics.FANOUT, FanOutCodec.write(record)));
  }

  /** Writes markers of transactions up to an offset. */
  void writeMarkers(int partition, long end) {
    log(partition).end = end;
  }

  /** Deletes what is before an offset, because it is old. */
  void delete(int partition, long begin) {
    var log = log(partition);
    log.begin = begin;
    log.records.headMap(begin).clear();
  }

  /** One round of the thread; after a failure it starts over. */
  void round(TailedPartitions partitions) {
    try {
      runCommands();
      partitions.settle();
      poll(partitions);
      partitions.settle();
    } catch (RuntimeException failure) {
      calls.add("failed");
      positions.clear();
      partitions.startOver();
    }
  }

  void runCommands() {
    while (!commands.isEmpty()) {
      commands.remove().run();
    }
  }

  private void poll(TailedPartitions partitions) {
    for (var partition : List.copyOf(positions.keySet())) {
      var log = log(partition);
      var from = position(partition);
      if (from < log.begin || from > log.end) {
        var place = new TopicPartition(Topics.FANOUT.name(), partition);
        throw new OffsetOutOfRangeException(Map.of(place, from));
      }
      log.records
          .tailMap(from)
          .forEach((offset, value) -> partitions.take(record(partition, offset, value)));
      positions.put(partition, log.end);
    }
  }

  static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
    return new ConsumerRecord<>(
        Topics.FANOUT.name(), partition, offset, new byte[] {'a', 'l', 'i', 'c', 'e'}, value);
  }

  /** The value of a record. */
  byte[] value(int partition, long offset) {
    return requireNonNull(log(partition).records.get(offset));
  }

  @Override
  public void command(Runnable command) {
    commands.add(command);
  }

  @Override
  public void read(Collection<Integer> partitions) {
    calls.add("read " + new TreeSet<>(partitions));
    positions.keySet().retainAll(partitions);
    partitions.forEach(partition -> positions.putIfAbsent(partition, -1L));
  }

  @Override
  public void seek(int partition, long offset) {
    calls.add("seek " + partition + " to " + offset);
    if (positions.replace(partition, offset) == null) {
      throw new IllegalStateException("Not assigned: " + partition);
    }
  }

  @Override
  public long position(int partition) {
    var position = positions.getOrDefault(partition, -1L);
    if (position < 0) {
      throw new IllegalStateException("No position: " + partition);
    }
    return position;
  }

  @Override
  public long begin(int partition) {
    begins.add(partition);
    if (isUnanswered) {
      throw new KafkaException("unanswered");
    }
    return log(partition).begin;
  }

  @Override
  public Map<Integer, Long> ends(Collection<Integer> partitions) {
    calls.add("ends " + new TreeSet<>(partitions));
    if (isUnanswered) {
      throw new CompletionException(new TimeoutException());
    }
    var ends = new HashMap<Integer, Long>();
    partitions.forEach(partition -> ends.put(partition, log(partition).end));
    return ends;
  }
}
