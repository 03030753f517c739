package dev.kith.notifier.subject;

import dev.kith.avro.SubjectFanOutState;
import dev.kith.domain.Address;
import dev.kith.domain.replica.SubjectFanOut;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.StateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** State store of what a task keeps of each subject to write its records. */
final class FanOutStore {

  /** Name of the store. */
  static final String NAME = "fan-outs";

  private static final StateFormat<SubjectFanOutState> FORMAT =
      new StateFormat<>(SubjectFanOutState.class);

  private static final long NO_CHANGE = -1;

  private final KeyValueStore<Bytes, byte[]> store;

  FanOutStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  SubjectFanOut get(Address subject) {
    var value = store.get(StoreKeys.of(subject));
    return value == null ? SubjectFanOut.NONE : read(FORMAT.read(value));
  }

  /** Stores a subject's fan-out, if an event changed it. */
  void put(Address subject, SubjectFanOut before, SubjectFanOut after) {
    if (!after.equals(before)) {
      store.put(StoreKeys.of(subject), FORMAT.write(write(after)));
    }
  }

  private static SubjectFanOut read(SubjectFanOutState state) {
    var halves = new TreeMap<Integer, Long>();
    for (var partition = 0; partition < state.getHalves().size(); partition++) {
      var half = state.getHalves().get(partition);
      if (half != NO_CHANGE) {
        halves.put(partition, half);
      }
    }
    return new SubjectFanOut(halves, new TreeSet<>(state.getFollowed()));
  }

  private static SubjectFanOutState write(SubjectFanOut fanOut) {
    var halves = new ArrayList<Long>();
    fanOut
        .halves()
        .forEach((partition, half) -> {
          while (halves.size() < partition) {
            halves.add(NO_CHANGE);
          }
          halves.add(half);
        });
    return new SubjectFanOutState(halves, List.copyOf(fanOut.followed()));
  }
}
