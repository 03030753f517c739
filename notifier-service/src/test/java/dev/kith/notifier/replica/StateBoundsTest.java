package dev.kith.notifier.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.replica.Missed;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.delivery.ReplicaRecords;
import dev.kith.schemas.RecordSize;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateBoundsTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");

  @Test
  void the_longest_rules_fit_with_as_many_versions_as_there_is_room_for() {
    var state = SubjectState.NONE;
    for (var offset = 0; offset < 20; offset++) {
      var rules = largestRules(offset);
      var record = ReplicaRecords.changed(-1, ReplicaRecords.named("Alice", offset, rules));
      StateBounds.check(record);
      state = StateBounds.fitted(state.after(record, offset)).state();
    }

    var encoded = SubjectStateCodec.write(state);
    assertThat(encoded.length).isBetween(RecordSize.LARGEST / 2, RecordSize.LARGEST);
    assertThat(state.history().outlines().list().size()).isBetween(2, 15);
    assertThat(SubjectStateCodec.read(encoded)).isEqualTo(state);
  }

  @Test
  void who_needs_a_version_that_did_not_fit_needs_a_snapshot() {
    var place =
        PlaceState.NONE.after(
            ReplicaRecords.followed("bob", 1, -1, ReplicaRecords.named("Alice", 0)), BOB, 0);
    var state = SubjectState.NONE;
    for (var offset = 0; offset < 10; offset++) {
      var content = ReplicaRecords.named("Alice", offset, largestRules(offset));
      state = StateBounds.fitted(state.after(ReplicaRecords.changed(-1, content), offset)).state();
    }

    assertThat(missed(1, state, place)).isEqualTo(Missed.UNKNOWN);
    assertThat(missed(9, state, place)).isEqualTo(Missed.NOTHING);
  }

  private static Missed missed(long cursor, SubjectState state, PlaceState place) {
    return Missed.since(cursor, new Missed.State(ALICE, BOB, state, place));
  }

  private static String[] largestRules(int salt) {
    var user = "u" + "0".repeat(Address.LONGEST - 10) + salt + "-";
    return IntStream.range(0, Limits.RULED_ADDRESSES)
        .mapToObj(number -> "deny user:" + user + number)
        .toArray(String[]::new);
  }
}
