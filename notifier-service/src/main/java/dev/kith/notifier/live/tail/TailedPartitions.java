package dev.kith.notifier.live.tail;

import dev.kith.domain.Address;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.live.PollListener;
import dev.kith.notifier.live.partition.LivePartition;
import dev.kith.notifier.live.partition.LivePartitions;
import dev.kith.notifier.live.partition.Opening;
import dev.kith.notifier.live.partition.StoreReads;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.replica.reader.ReplicaReader;
import dev.kith.notifier.tail.TailThread;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live partitions of which this node has sessions, and the sessions whose first page is being read.
 * All methods run on the tail's thread.
 */
final class TailedPartitions implements TailThread.Reader {

  private static final Logger LOG = LoggerFactory.getLogger(TailedPartitions.class);

  private static final int PAGE = 500;

  private final TailSource source;
  private final ReplicaReader replicas;
  private final FanOutDecoder decoder;
  private final LivePartitions livePartitions;
  private final PollListener polls;
  private final Map<Integer, LivePartition> partitions = new HashMap<>();
  private final Set<LiveSession> joining = new HashSet<>();

  /** Partitions of which it was not asked yet whether what they are read from is kept. */
  private final Set<Integer> unchecked = new HashSet<>();

  TailedPartitions(
      TailSource source,
      ReplicaReader replicas,
      FanOutDecoder decoder,
      LivePartitions livePartitions,
      PollListener polls) {
    this.source = source;
    this.replicas = replicas;
    this.decoder = decoder;
    this.livePartitions = livePartitions;
    this.polls = polls;
  }

  /** Reads the first page of a session, which says from where the partition must be read. */
  void join(LiveSession session) {
    joining.add(session);
    answer(
        replicas.page(session.viewer(), Optional.empty(), PAGE),
        page -> joined(session, page),
        () -> failed(session));
  }

  private void joined(LiveSession session, ReplicaPage page) {
    if (!joining.remove(session)) {
      return;
    }
    try {
      var partition = partition(session.partition(), page.start() + 1);
      partition.take(partition.join(session), page);
    } catch (RuntimeException failure) {
      LOG.warn("A session could not join partition {}", session.partition(), failure);
      leave(session);
      session.startAgain();
    }
  }

  private void failed(LiveSession session) {
    if (joining.remove(session)) {
      session.startAgain();
    }
  }

  private LivePartition partition(int number, long first) {
    var known = partitions.get(number);
    if (known != null) {
      return known;
    }
    var partition = livePartitions.create(number, first, new Reads(number));
    partitions.put(number, partition);
    unchecked.add(number);
    source.read(partitions.keySet());
    source.seek(number, first);
    return partition;
  }

  void request(LiveSession session, int count) {
    var partition = partitions.get(session.partition());
    if (partition != null) {
      partition.request(session, count);
    }
  }

  void leave(LiveSession session) {
    joining.remove(session);
    var partition = partitions.get(session.partition());
    if (partition != null) {
      partition.leave(session);
      dropEmpty();
    }
  }

  private void dropEmpty() {
    if (partitions.values().removeIf(LivePartition::isEmpty)) {
      source.read(partitions.keySet());
    }
  }

  @Override
  public void take(ConsumerRecord<byte[], byte[]> record) {
    var partition = partitions.get(record.partition());
    if (partition != null) {
      decoder.read(record).ifPresent(partition::take);
    }
  }

  @Override
  public void settle() {
    dropEmpty();
    skipDeleted();
    partitions.forEach((number, partition) -> partition.reached(source.position(number)));
    var asking = new ArrayList<Integer>();
    partitions.forEach((number, partition) -> {
      partition.settle();
      if (partition.needsEnd()) {
        asking.add(number);
      }
    });
    if (!asking.isEmpty()) {
      answer(() -> source.ends(asking))
          .ifPresent(ends ->
              ends.forEach((number, end) ->
                  Optional.ofNullable(partitions.get(number))
                      .ifPresent(partition -> partition.end(end))));
    }
    polls.polled();
  }

  /**
   * Skips what is deleted in new partitions. A store that has folded every record may still be
   * behind the begin: only markers of transactions followed, and these were deleted as they became
   * old.
   */
  private void skipDeleted() {
    unchecked.retainAll(partitions.keySet());
    unchecked.removeIf(number -> {
      var begin = answer(() -> source.begin(number));
      begin
          .filter(offset -> offset > source.position(number))
          .ifPresent(offset -> source.seek(number, offset));
      return begin.isPresent();
    });
  }

  /**
   * Answer of the broker. Without one the sessions that need it wait, and it is asked for again:
   * the others have missed nothing.
   */
  private static <T> Optional<T> answer(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (CompletionException | KafkaException failure) {
      LOG.warn("The broker did not answer", failure);
      return Optional.empty();
    }
  }

  /** Has all sessions start again from the store, so that they lose nothing. */
  @Override
  public void startOver() {
    var all = List.copyOf(partitions.values());
    partitions.clear();
    all.forEach(LivePartition::startAllAgain);
    polls.polled();
  }

  private void answer(Future<ReplicaPage> read, Consumer<ReplicaPage> action, Runnable failed) {
    read.onSuccess(page -> source.command(() -> action.accept(page)))
        .onFailure(_ -> source.command(failed));
  }

  /** Reads for one partition. An answer that comes after its session has left is ignored there. */
  private final class Reads implements StoreReads {

    private final int number;

    private Reads(int number) {
      this.number = number;
    }

    @Override
    public void page(Opening opening, Address viewer, Address after) {
      answer(opening, replicas.page(viewer, Optional.of(after), PAGE));
    }

    @Override
    public void some(Opening opening, Address viewer, Collection<Address> subjects) {
      answer(opening, replicas.some(viewer, subjects));
    }

    private void answer(Opening opening, Future<ReplicaPage> read) {
      TailedPartitions.this.answer(
          read,
          page -> with(partition -> partition.take(opening, page)),
          () -> with(partition -> partition.failed(opening)));
    }

    private void with(Consumer<LivePartition> action) {
      Optional.ofNullable(partitions.get(number)).ifPresent(action);
    }
  }
}
