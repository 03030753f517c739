package dev.kith.profile.streams;

import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.streams.AnyRecords;
import dev.kith.profile.cache.ProfileCache;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyRecordsTest {

  @Test
  void no_record_stops_the_fold_and_all_that_is_derived_fits_into_its_topic() {
    AnyRecords.areDigested(
        new ProfileTopology(
            new Verdicts(new WaitingRequests()),
            new HistoryBounds(500, Duration.ofDays(90)),
            new ProfileCache(0),
            1),
        List.of(Topics.JOURNAL, Topics.JOURNAL, Topics.PRESENCE));
  }
}
