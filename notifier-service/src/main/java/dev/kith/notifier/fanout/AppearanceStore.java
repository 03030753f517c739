package dev.kith.notifier.fanout;

import dev.kith.avro.AppearanceState;
import dev.kith.domain.Address;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * State store of the times at which subjects appeared, by the journal's clock. They decide whether
 * a subscriber followed a subject before it appeared, whatever the order in which the mirror and
 * the profile are folded.
 */
final class AppearanceStore {

  static final String NAME = "appearances";

  private static final StateFormat<AppearanceState> FORMAT =
      new StateFormat<>(AppearanceState.class);

  private final KeyValueStore<Bytes, byte[]> store;

  AppearanceStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void appeared(Address subject, Instant at) {
    store.put(StoreKeys.of(subject), FORMAT.write(new AppearanceState(at)));
  }

  /** Whether the subject appeared after a time. */
  boolean isAfter(Address subject, Instant time) {
    var value = store.get(StoreKeys.of(subject));
    return value != null && FORMAT.read(value).getAppearedAt().isAfter(time);
  }
}
