package dev.kith.contactgraph.streams;

import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.streams.AnyRecords;
import dev.kith.schemas.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnyRecordsTest {

  @Test
  void no_record_stops_the_fold_and_all_that_is_derived_fits_into_its_topic() {
    AnyRecords.areDigested(
        Graph.topology(new Verdicts(new WaitingRequests()), 1),
        List.of(
            Topics.JOURNAL,
            Topics.JOURNAL,
            Topics.CONTACT_MIRRORS,
            Topics.CONTACT_REQUESTS,
            Topics.CONTACT_MATCHES,
            Topics.MESSAGES));
  }
}
