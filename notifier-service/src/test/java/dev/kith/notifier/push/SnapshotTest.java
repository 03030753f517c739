package dev.kith.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void what_was_folded_when_it_began_is_covered_for_everyone() {
    var snapshot = new Snapshot(10);

    assertThat(snapshot.covers(new Address("alice"), 10)).isTrue();
    assertThat(snapshot.covers(new Address("alice"), 11)).isFalse();
  }

  @Test
  void an_entry_that_was_read_ahead_is_not_followed_by_an_older_one() {
    var snapshot = new Snapshot(10);

    snapshot.contains(
        new EntryBody("alice", "changed", JsonNodeFactory.instance.objectNode(), "3:14:Q7xk_1aB"));

    assertThat(snapshot.covers(new Address("alice"), 14)).isTrue();
    assertThat(snapshot.covers(new Address("alice"), 15)).isFalse();
    assertThat(snapshot.covers(new Address("carol"), 14)).isFalse();
  }
}
