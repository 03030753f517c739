package dev.kith.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ReplicaBasisTest {

  private final ReplicaProgress progress = new ReplicaProgress(store(), "application", 1);

  @Test
  void new_stores_take_any_topic_and_go_on_with_the_same() {
    assertThat(fault("topic", 500, 0, -1)).isEmpty();
    assertThat(fault("topic", 500, 500, -1)).isEmpty();
    assertThat(fault("topic", 500, 501, 600)).isEmpty();
  }

  @Test
  void a_topic_that_was_created_anew_is_a_fault_that_names_the_remedy() {
    fault("topic", 0, 0, -1);

    assertThat(fault("other", 0, 0, -1))
        .hasValueSatisfying(fault ->
            assertThat(fault)
                .contains("id other, the stores have topic")
                .contains("kith.streams.application-id"));
  }

  @Test
  void records_that_were_deleted_before_they_were_folded_are_a_fault() {
    fault("topic", 0, 0, -1);

    assertThat(fault("topic", 12, 11, 10))
        .hasValueSatisfying(fault -> assertThat(fault).contains("records 11 to 11"));
  }

  @Test
  void markers_of_transactions_behind_the_last_record_may_be_deleted() {
    fault("topic", 0, 0, -1);

    assertThat(fault("topic", 12, 12, 10)).isEmpty();
  }

  private Optional<String> fault(String id, long begin, long committed, long folded) {
    return new ReplicaBasis(new DeliveryRun.Kept(id, begin, committed, begin))
        .fault(0, progress, folded);
  }

  static KeyValueStore<String, String> store() {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ReplicaProgress.STORE),
                Serdes.String(),
                Serdes.String())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }
}
