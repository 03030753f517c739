package dev.kith.notifier.delivery;

import dev.kith.avro.FanOutCompleted;
import dev.kith.avro.UpdatesWanted;
import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.TaskProcessor;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.notifier.replica.SubjectCache;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Run of the delivery task of one partition without a broker, with two journal partitions. */
public final class DeliveryRun implements AutoCloseable {

  static final String APPLICATION = "application";
  private static final int JOURNAL_PARTITIONS = 2;
  private static final long CACHE_BYTES = 1 << 20;

  public final DeliveryTasks tasks = new DeliveryTasks(new SubjectCache(CACHE_BYTES));
  final List<FoldOutput> forwarded = new ArrayList<>();
  final AtomicInteger gaps = new AtomicInteger();
  private boolean isClosed;
  final TopologyRun run = new TopologyRun(new Delivery(tasks, gaps, forwarded));

  /** Writes a record about a subject. */
  public void fold(String subject, FanOutRecord record) {
    run.record(Topics.FANOUT, subject, FanOutCodec.write(record));
  }

  void completed(String application, int journalPartition) {
    run.record(Topics.FANOUT, "!completed", new FanOutCompleted(application, journalPartition));
  }

  /** Writes the markers of all journal partitions. */
  public void complete() {
    for (var partition = 0; partition < JOURNAL_PARTITIONS; partition++) {
      completed(APPLICATION, partition);
    }
  }

  void wanted(boolean isWanted) {
    run.record(Topics.FANOUT, "!updates", new UpdatesWanted(isWanted));
  }

  DeliveryTasks.Task task() {
    return tasks.of(0).orElseThrow();
  }

  /** Store of the task, for reading. */
  public ReadOnlyKeyValueStore<Bytes, byte[]> store(String name) {
    return run.store(name);
  }

  /** Takes the task off the register, as when it leaves this node. */
  public void end(DeliveryTasks.Task task) {
    tasks.end(0, task);
  }

  /** Reader of the stores, with the task's cache. */
  public ReplicaStore store() {
    return new ReplicaStore(
        run.store(ReplicaStore.SUBJECTS), run.store(ReplicaStore.PLACES), task().cache());
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      run.close();
    }
  }

  /** Starts a task whose stores are empty and complete. */
  public static DeliveryTasks.Task start(DeliveryTasks tasks) {
    var task = tasks.start(0, -1, () -> -1);
    task.complete();
    return task;
  }

  /** Registers that a task has folded a record. */
  public static void folded(DeliveryTasks.Task task, long offset) {
    task.begin(offset);
    task.fold(offset);
  }

  /** Topic with an end that keeps all its records. */
  public static FanOutTopic topic(String id, long end) {
    return new Kept(id, 0, 0, end);
  }

  static Address address(String text) {
    return new Address(text);
  }

  /** Topic that keeps all its records. */
  record Kept(String id, long begin, long committed, long end) implements FanOutTopic {
    @Override
    public long begin(int partition) {
      return begin;
    }

    @Override
    public long committed(int partition) {
      return committed;
    }

    @Override
    public long end(int partition) {
      return end;
    }
  }

  /** The topology of the delivery task. */
  static ServiceTopology topology() {
    return new Delivery(
        new DeliveryTasks(new SubjectCache(CACHE_BYTES)), new AtomicInteger(), new ArrayList<>());
  }

  /** Topology with the delivery task and a child that keeps what it receives. */
  private record Delivery(DeliveryTasks tasks, AtomicInteger gaps, List<FoldOutput> forwarded)
      implements ServiceTopology {
    private static final String CHILD = "child";

    @Override
    public String service() {
      return "notifier-service";
    }

    @Override
    public Set<Topic> topics() {
      return Set.of(Topics.FANOUT, Topics.DEAD_LETTERS);
    }

    @Override
    public Topology build(TopologyContext topologyContext) {
      var dependencies =
          new ReplicaTopology.Dependencies(
              APPLICATION,
              JOURNAL_PARTITIONS,
              topic("topic", 0),
              tasks,
              Duration.ofDays(30),
              gaps::incrementAndGet);
      var topology = new Topology();
      new ReplicaTopology(1, dependencies).add(topology, topologyContext, Optional.of(CHILD));
      return topology.addProcessor(
          CHILD,
          TaskProcessor.of((ProcessorContext<Void, Void> _) ->
              (Record<byte[], FoldOutput> record) -> forwarded.add(record.value())),
          ReplicaTopology.FOLD);
    }
  }
}
