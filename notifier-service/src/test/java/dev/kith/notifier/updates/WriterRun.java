package dev.kith.notifier.updates;

import static java.util.Objects.requireNonNull;

import dev.kith.avro.Update;
import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.notifier.replica.FoldOutput;
import dev.kith.notifier.replica.ReplicaStore;
import dev.kith.notifier.replica.ReplicaWriter;
import dev.kith.notifier.replica.SubjectCache;
import dev.kith.schemas.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Writer of updates with the stores of a delivery task, which can be restarted. */
final class WriterRun {

  private static final List<String> BYTES =
      List.of(ReplicaStore.SUBJECTS, ReplicaStore.PLACES, FollowerStore.NAME, Rounds.NAME);

  private final Map<String, StateStore> stores = new HashMap<>();
  private final int most;
  private final LongSupplier nanoTime;
  private MockProcessorContext<byte[], SpecificRecord> context;
  private UpdatesWriter writer;
  private long now = 1_000;
  private long offset;
  private boolean isComplete = true;

  /** Update that was written; without one it is a tombstone. */
  record Written(Address user, Address subject, Optional<dev.kith.domain.Update> update) {

    /** The user, the kind, and the status if there is one. */
    @Override
    public String toString() {
      return user
          + update
              .map(it ->
                  " "
                      + it.kind().name().toLowerCase(Locale.ROOT)
                      + it.view().fields().status().map(s -> " " + s).orElse(""))
              .orElse(" deleted");
    }
  }

  /** A run whose slices have at most {@code most} entries. */
  WriterRun(int most) {
    this(most, () -> 0);
  }

  WriterRun(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
    BYTES.forEach(name -> open(Stores.inMemoryKeyValueStore(name).get()));
    open(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(UpdatesProgress.NAME),
                Serdes.String(),
                Serdes.String())
            .withLoggingDisabled()
            .build());
    restart();
  }

  private void open(StateStore store) {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    stores.put(store.name(), store);
  }

  /** Another task continues with the same stores. */
  void restart() {
    context = new MockProcessorContext<>();
    context.setCurrentSystemTimeMs(now);
    stores.values().forEach(context::addStateStore);
    writer =
        new UpdatesWriter(
            context, () -> isComplete, _ -> true, new Pace(most, Duration.ofSeconds(1), nanoTime));
  }

  ReplicaStore replicas() {
    return new ReplicaStore(bytes(ReplicaStore.SUBJECTS), bytes(ReplicaStore.PLACES));
  }

  /** The partition is being filled, until {@link #complete}. */
  void fill() {
    isComplete = false;
  }

  void complete() {
    isComplete = true;
    process("!completed", new FoldOutput.Completed(offset++));
  }

  void request(boolean isWanted) {
    request(isWanted, offset++);
  }

  void request(boolean isWanted, long at) {
    process("!updates", new FoldOutput.UpdatesRequested(at, isWanted));
  }

  UpdatesProgress.Phase phase() {
    return new UpdatesProgress(context.getStateStore(UpdatesProgress.NAME)).phase();
  }

  boolean fold(Address subject, FanOutRecord record) {
    return fold(subject, record, offset);
  }

  boolean fold(Address subject, FanOutRecord record, long at) {
    offset = at + 1;
    var stores =
        new ReplicaWriter(
            bytes(ReplicaStore.SUBJECTS), bytes(ReplicaStore.PLACES), SubjectCache.none());
    var folded = stores.fold(subject, record, at);
    folded.ifPresent(output -> process(subject.text(), output));
    return folded.isPresent();
  }

  private void process(String key, FoldOutput output) {
    writer.process(
        new Record<>(key.getBytes(java.nio.charset.StandardCharsets.UTF_8), output, now));
  }

  /** Runs the punctuators that are scheduled, if there are any; returns whether there were. */
  boolean pass(Duration time) {
    now += time.toMillis();
    context.setCurrentSystemTimeMs(now);
    var due = context.scheduledPunctuators().stream().filter(it -> !it.cancelled()).toList();
    due.forEach(it -> it.getPunctuator().punctuate(now));
    return !due.isEmpty();
  }

  void pass(int slices) {
    for (var slice = 0; slice < slices; slice++) {
      pass(Duration.ofMillis(1));
    }
  }

  /** Runs until nothing is scheduled. */
  void finish() {
    while (pass(Duration.ofSeconds(1))) {
      // the next slice
    }
  }

  /** Updates since the last call. */
  List<Written> out() {
    var written = new ArrayList<Written>();
    context
        .forwarded()
        .forEach(forward -> {
          var key = forward.record().key();
          var update =
              Optional.ofNullable((Update) forward.record().value()).map(UpdateCodec::read);
          written.add(
              new Written(new Address(Keys.first(key)), new Address(Keys.second(key)), update));
        });
    context.resetForwards();
    return written;
  }

  List<String> texts() {
    return out().stream().map(Written::toString).toList();
  }

  /** Entries of a store. */
  int count(String name) {
    try (var entries = bytes(name).all()) {
      var count = 0;
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
      return count;
    }
  }

  @SuppressWarnings("unchecked")
  private KeyValueStore<Bytes, byte[]> bytes(String name) {
    return (KeyValueStore<Bytes, byte[]>) requireNonNull(stores.get(name));
  }
}
