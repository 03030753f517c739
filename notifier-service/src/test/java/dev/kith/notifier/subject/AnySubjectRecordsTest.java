package dev.kith.notifier.subject;

import dev.kith.kit.streams.AnyRecords;
import dev.kith.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnySubjectRecordsTest {

  @Test
  void no_record_stops_the_fold_and_all_that_is_derived_fits_into_its_topic() {
    AnyRecords.areDigested(
        new SubjectsAlone(SubjectRun.PARTITIONS, new ArrayList<>()),
        List.of(
            Topics.JOURNAL,
            Topics.JOURNAL,
            Topics.JOURNAL,
            Topics.CONTACT_MIRRORS,
            Topics.PRESENCE_CLAIMS,
            Topics.PRESENCE,
            Topics.MESSAGES,
            Topics.MESSAGE_CHECKS));
  }
}
