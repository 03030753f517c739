package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.notifier.reader.EntryBody;
import org.junit.jupiter.api.Test;

class SnapshotEndTest {

  @Test
  void offsets_up_to_the_snapshot_are_covered_for_every_subject() {
    var snapshotEnd = new SnapshotEnd(10);

    assertThat(snapshotEnd.covers(new Address("alice"), 10)).isTrue();
    assertThat(snapshotEnd.covers(new Address("alice"), 11)).isFalse();
  }

  @Test
  void an_entry_newer_than_the_snapshot_covers_older_updates_of_its_subject() {
    var snapshotEnd = new SnapshotEnd(10);

    snapshotEnd.add(
        new EntryBody("alice", "changed", JsonNodeFactory.instance.objectNode(), "3:14:Q7xk_1aB"));

    assertThat(snapshotEnd.covers(new Address("alice"), 14)).isTrue();
    assertThat(snapshotEnd.covers(new Address("alice"), 15)).isFalse();
    assertThat(snapshotEnd.covers(new Address("carol"), 14)).isFalse();
  }
}
