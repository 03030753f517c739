package dev.kith.kit.stores;

import static java.util.Objects.requireNonNull;

import dev.kith.kit.stores.DamagedStores.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * State store over RocksDB that finds damaged files. Its scans fail at a damaged block instead of
 * ending there: a scan that ends early would lose subscribers and address book entries in silence.
 *
 * <p>A read of a request fails, too, if the task does not run: Kafka Streams deletes the files of a
 * damaged task and opens the same store again, empty, to restore it.
 */
final class CheckedStore implements KeyValueStore<Bytes, byte[]> {

  private final KeyValueStore<Bytes, byte[]> store;
  private final BooleanSupplier onStreamThread;
  private @Nullable TaskId task;

  /** False in a test driver, whose one thread is the reader as well. */
  private boolean hasStreamThread;

  /**
   * Creates the store.
   *
   * @param onStreamThread whether the calling thread is one of Kafka Streams
   */
  CheckedStore(KeyValueStore<Bytes, byte[]> store, BooleanSupplier onStreamThread) {
    this.store = store;
    this.onStreamThread = onStreamThread;
  }

  /** Supplier of stores that are checked. */
  record CheckedSupplier(KeyValueBytesStoreSupplier rocksDb) implements KeyValueBytesStoreSupplier {

    @Override
    public String name() {
      return rocksDb.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new CheckedStore(rocksDb.get(), () -> Thread.currentThread() instanceof StreamThread);
    }

    @Override
    public String metricsScope() {
      return rocksDb.metricsScope();
    }
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    task = context.taskId();
    hasStreamThread = onStreamThread.getAsBoolean();
    DamagedStores.opened(task);
    store.init(context, root);
  }

  private KeyValueIterator<Bytes, byte[]> scan(Supplier<KeyValueIterator<Bytes, byte[]>> scan) {
    var run = runOfRequest();
    var entries = scan.get();
    if (hasEnded(run)) {
      entries.close();
      throw ended();
    }
    return new CheckedIterator(entries, this::damaged);
  }

  /** Reads one value; the failure of RocksDB is the cause of Kafka Streams' exception. */
  private byte[] read(Supplier<byte[]> value) {
    var run = runOfRequest();
    try {
      var found = value.get();
      if (hasEnded(run)) {
        throw ended();
      }
      return found;
    } catch (ProcessorStateException failure) {
      if (failure.getCause() instanceof RocksDBException cause) {
        throw damaged(cause);
      }
      throw failure;
    }
  }

  /** Returns the run of the task in which a request reads; empty for the task's own reads. */
  private Optional<Run> runOfRequest() {
    if (task == null || !hasStreamThread || onStreamThread.getAsBoolean()) {
      return Optional.empty();
    }
    var run = DamagedStores.run(task);
    if (run == null) {
      throw ended();
    }
    return Optional.of(run);
  }

  private boolean hasEnded(Optional<Run> run) {
    return run.isPresent() && !run.get().equals(DamagedStores.run(requireNonNull(task)));
  }

  private InvalidStateStoreException ended() {
    return new InvalidStateStoreException(
        "Task %s, which has store %s, does not run".formatted(task, store.name()));
  }

  private RuntimeException damaged(RocksDBException cause) {
    return task == null
        ? new IllegalStateException(cause)
        : DamagedStores.found(task, store.name(), cause);
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    return scan(() -> store.range(from, to));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
    return scan(() -> store.reverseRange(from, to));
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    return scan(() -> store.all());
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> reverseAll() {
    return scan(() -> store.reverseAll());
  }

  @Override
  public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(
      P prefix, PS serializer) {
    return scan(() -> store.prefixScan(prefix, serializer));
  }

  @Override
  public byte[] get(Bytes key) {
    return read(() -> store.get(key));
  }

  @Override
  public void put(Bytes key, byte[] value) {
    store.put(key, value);
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    return read(() -> store.putIfAbsent(key, value));
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    store.putAll(entries);
  }

  @Override
  public byte[] delete(Bytes key) {
    return read(() -> store.delete(key));
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries();
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    store.commit(changelogOffsets);
  }

  @Override
  public @Nullable Long committedOffset(TopicPartition partition) {
    return store.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // Kafka Streams asks it as long as there are stores without
  public boolean managesOffsets() {
    return store.managesOffsets();
  }

  @Override
  public long approximateNumUncommittedBytes() {
    return store.approximateNumUncommittedBytes();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }

  @Override
  public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
    return store.query(query, bound, config);
  }

  @Override
  public Position getPosition() {
    return store.getPosition();
  }
}
