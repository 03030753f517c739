package dev.kith.notifier.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.LaneStore;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.Schedule;
import dev.kith.domain.replica.SubjectState;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Test of the store and the codec of replicas by the random schedules of the domain. */
class ReplicaScheduleTest {

  private static final long SCHEDULES = 2_000;

  @Test
  void store_and_codec_keep_what_the_schedules_need() {
    assertThat(
            LongStream.range(0, SCHEDULES)
                .parallel()
                .mapToObj(seed -> Schedule.run(seed, RealStore::new, ReplicaScheduleTest::sent))
                .flatMap(Optional::stream)
                .limit(3))
        .isEmpty();
  }

  /** The record as a reader decodes it. */
  private static FanOutRecord sent(FanOutRecord record) {
    var read = FanOutCodec.read(AvroCopy.of(FanOutCodec.write(record)));
    assertThat(read).isEqualTo(record);
    return read;
  }

  /** Store of the notifier, as a schedule uses it. */
  private static final class RealStore implements LaneStore {
    private final ReplicaStore store =
        new ReplicaStore(open(ReplicaStore.SUBJECTS), open(ReplicaStore.PLACES));

    private static KeyValueStore<Bytes, byte[]> open(String name) {
      var store = Stores.inMemoryKeyValueStore(name).get();
      store.init(new MockProcessorContext<>().getStateStoreContext(), store);
      return store;
    }

    @Override
    public SubjectState subject(Address subject) {
      return store.subject(subject);
    }

    @Override
    public PlaceState place(Address user, Address subject) {
      return store.place(user, subject);
    }

    @Override
    public Set<Address> subjectsOf(Address user) {
      var subjects = new TreeSet<Address>();
      store.forEachPlace(user, (subject, _) -> subjects.add(subject));
      return subjects;
    }

    @Override
    public boolean fold(Address subject, FanOutRecord record, long offset) {
      return store.fold(subject, record, offset);
    }
  }
}
