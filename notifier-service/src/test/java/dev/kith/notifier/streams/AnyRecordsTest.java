package dev.kith.notifier.streams;

import dev.kith.kit.streams.AnyRecords;
import dev.kith.notifier.topology.NotifierTopology;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyRecordsTest {

  @Test
  void no_record_stops_the_fold_and_all_that_is_derived_fits_into_its_topic() {
    AnyRecords.areDigested(
        new NotifierTopology(1, Duration.ofDays(30)),
        List.of(
            Topics.JOURNAL,
            Topics.JOURNAL,
            Topics.CONTACT_MIRRORS,
            Topics.UPDATES,
            Topics.PRESENCE_CLAIMS,
            Topics.PRESENCE,
            Topics.MESSAGES,
            Topics.MESSAGE_CHECKS));
  }
}
