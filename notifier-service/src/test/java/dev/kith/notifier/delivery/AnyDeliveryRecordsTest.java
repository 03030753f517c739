package dev.kith.notifier.delivery;

import dev.kith.kit.streams.AnyRecords;
import dev.kith.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyDeliveryRecordsTest {

  @Test
  void no_record_stops_the_fold_and_all_states_fit_into_their_changelogs() {
    AnyRecords.areDigested(DeliveryRun.topology(), List.of(Topics.FANOUT));
  }
}
