package dev.kith.kit.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Test with a real RocksDB whose file is damaged between two openings. */
@ParameterizedClass(name = "transactional: {0}")
@ValueSource(booleans = {false, true})
class CheckedStoreTest {

  private static final int ENTRIES = 20_000;
  private static final int DAMAGED_BYTES = 128;
  private static final TaskId TASK = new TaskId(0, 0);

  @TempDir Path folder;
  @Parameter boolean isTransactional;

  @BeforeEach
  void run() {
    DamagedStores.running(TASK);
  }

  @AfterEach
  void stop() {
    DamagedStores.stopped(TASK);
  }

  @Test
  void a_scan_of_a_whole_file_returns_every_entry() {
    fill();

    try (var store = new Opened(checked())) {
      assertThat(count(store.store().all())).isEqualTo(ENTRIES);
      assertThat(count(store.store().range(key(10), key(19)))).isEqualTo(10);
      DamagedStores.check();
    }
  }

  @Test
  void kafka_streams_alone_ends_a_scan_at_a_damaged_block_in_silence() throws IOException {
    fill();
    damage();

    try (var store = new Opened(Stores.persistentKeyValueStore("s").get())) {
      assertThat(count(store.store().all())).isLessThan(ENTRIES);
    }
  }

  @Test
  void a_scan_that_meets_a_damaged_block_fails_and_the_task_is_restored() throws IOException {
    fill();
    damage();

    try (var store = new Opened(checked())) {
      assertThatExceptionOfType(InvalidStateStoreException.class)
          .isThrownBy(() -> count(store.store().all()))
          .withMessage("A file of store s of task 0_0 is damaged");
      assertThatExceptionOfType(InvalidStateStoreException.class)
          .isThrownBy(() -> count(store.store().prefixScan(prefix(), new BytesSerializer())));
      assertThatExceptionOfType(InvalidStateStoreException.class)
          .isThrownBy(() -> getAll(store.store()));
      assertThatExceptionOfType(TaskCorruptedException.class)
          .isThrownBy(DamagedStores::check)
          .satisfies(damaged -> assertThat(damaged.corruptedTasks()).containsExactly(TASK));
    }
    try (var _ = new Opened(checked())) {
      DamagedStores.check();
    }
  }

  /** Kafka Streams opens the store of a damaged task again, empty, before it restores it. */
  @Test
  void a_request_never_reads_a_store_that_is_being_restored() {
    fill();
    var thread = new AtomicBoolean(true);
    var reopened = new Reopened(Stores.persistentKeyValueStore("s").get());
    try (var store = new Opened(new CheckedStore(reopened, thread::get))) {
      thread.set(false);
      assertThat(count(store.store().all())).isEqualTo(ENTRIES);
      assertThat(store.store().get(key(1))).isNotNull();

      reopened.beforeRead = () -> DamagedStores.stopped(TASK);
      assertRefused(store.store());

      // before and after the read, the task runs: twice
      reopened.beforeRead =
          () -> {
            DamagedStores.stopped(TASK);
            DamagedStores.running(TASK);
          };
      assertRefused(store.store());

      thread.set(true);
      assertThat(store.store().get(key(1))).isNotNull();
    }
  }

  private static void assertRefused(KeyValueStore<Bytes, byte[]> store) {
    DamagedStores.running(TASK);
    assertThatExceptionOfType(InvalidStateStoreException.class)
        .isThrownBy(() -> store.all().close())
        .withMessage("Task 0_0, which has store s, does not run");
    DamagedStores.running(TASK);
    assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(() -> store.get(key(1)));
  }

  /** Store that does something between the start of a read and the read. */
  private static final class Reopened
      extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]>
      implements KeyValueStore<Bytes, byte[]> {
    private Runnable beforeRead = () -> {};

    Reopened(KeyValueStore<Bytes, byte[]> store) {
      super(store);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
      beforeRead.run();
      return wrapped().all();
    }

    @Override
    public byte[] get(Bytes key) {
      beforeRead.run();
      return wrapped().get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
      return wrapped().range(from, to);
    }

    @Override
    public void put(Bytes key, byte[] value) {
      wrapped().put(key, value);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
      return wrapped().putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
      wrapped().putAll(entries);
    }

    @Override
    public byte[] delete(Bytes key) {
      return wrapped().delete(key);
    }

    @Override
    public long approximateNumEntries() {
      return wrapped().approximateNumEntries();
    }
  }

  private static KeyValueStore<Bytes, byte[]> checked() {
    return new CheckedStore.CheckedSupplier(Stores.persistentKeyValueStore("s")).get();
  }

  private void fill() {
    var random = new Random(1);
    try (var store = new Opened(checked())) {
      for (var entry = 0; entry < ENTRIES; entry++) {
        var value = new byte[40];
        random.nextBytes(value);
        store.store().put(key(entry), value);
      }
      store.store().commit(Map.of());
    }
  }

  private static Bytes key(int entry) {
    return Bytes.wrap("key-%06d".formatted(entry).getBytes(UTF_8));
  }

  private static Bytes prefix() {
    return Bytes.wrap("key-".getBytes(UTF_8));
  }

  private static void getAll(KeyValueStore<Bytes, byte[]> store) {
    for (var entry = 0; entry < ENTRIES; entry++) {
      assertThat(store.get(key(entry))).isNotNull();
    }
  }

  private static int count(KeyValueIterator<Bytes, byte[]> entries) {
    try (entries) {
      var count = 0;
      while (entries.hasNext()) {
        entries.next();
        count++;
      }
      return count;
    }
  }

  /** Overwrites bytes in the middle of the largest file of the store. */
  private void damage() throws IOException {
    try (var files = Files.walk(folder)) {
      var file =
          files
              .filter(path -> path.toString().endsWith(".sst"))
              .max((one, other) -> Long.compare(size(one), size(other)))
              .orElseThrow();
      try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(bytes.length() / 2);
        bytes.write(new byte[DAMAGED_BYTES]);
      }
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Store that is open until it is closed. */
  private final class Opened implements AutoCloseable {
    private final KeyValueStore<Bytes, byte[]> store;

    Opened(KeyValueStore<Bytes, byte[]> store) {
      this.store = store;
      var properties = new Properties();
      properties.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, isTransactional);
      var context = new MockProcessorContext<>(properties, TASK, folder.toFile());
      store.init(context.getStateStoreContext(), store);
    }

    KeyValueStore<Bytes, byte[]> store() {
      return store;
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
