package dev.kith.contactgraph.sync;

import dev.kith.avro.SyncState;
import dev.kith.domain.Address;
import dev.kith.domain.Sync;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.kit.topology.StoreSweep;
import dev.kith.schemas.StateFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** State store of syncs: {@code owner|sync} to {@link SyncState}. */
public final class SyncStore {

  public static final String NAME = "syncs";

  private static final StateFormat<SyncState> FORMAT = new StateFormat<>(SyncState.class);
  private static final Duration RETENTION = Duration.ofDays(1);
  private static final BytesSerializer PREFIX = new BytesSerializer();

  private final KeyValueStore<Bytes, byte[]> store;

  SyncStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  public static Optional<Sync> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, String id) {
    return Optional.ofNullable(store.get(key(owner, id))).map(SyncStore::read);
  }

  /** All stored syncs of an owner. */
  public static List<Sync> all(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    var syncs = new ArrayList<Sync>();
    try (var entries = store.prefixScan(key(owner, ""), PREFIX)) {
      entries.forEachRemaining(entry -> syncs.add(read(entry.value)));
    }
    return syncs;
  }

  static Sync read(byte[] value) {
    return SyncCodec.read(FORMAT.read(value));
  }

  /** Schedules the removal of syncs without recent changes, except queued ones. */
  static void sweep(ProcessorContext<?, ?> context) {
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(NAME);
    StoreSweep.schedule(context, store, (value, now) -> isOld(read(value), now));
  }

  private static boolean isOld(Sync sync, long now) {
    return sync.stage() != Sync.Stage.QUEUED
        && sync.changedAt().toEpochMilli() < now - RETENTION.toMillis();
  }

  Optional<Sync> get(Address owner, String id) {
    return read(store, owner, id);
  }

  void put(Address owner, Sync sync) {
    store.put(key(owner, sync.id()), FORMAT.write(SyncCodec.write(sync)));
  }

  private static Bytes key(Address owner, String id) {
    return StoreKeys.entry(owner, id);
  }
}
