package dev.kith.notifier.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.schemas.Keys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentUpdatesTest {

  private static final Address BOB = new Address("bob");
  private static final long MUCH = 1 << 20;

  @Test
  void a_session_gets_its_updates_after_the_snapshot_oldest_first() {
    var recent = new RecentUpdates(5, MUCH);
    recent.add(told(5, "bob", "alice"));
    recent.add(told(6, "bob", "carol"));
    recent.add(told(7, "carol", "alice"));
    recent.add(told(9, "bob", "alice"));

    var replayed = replay(recent, 5);

    assertThat(replayed).containsExactly(6L, 9L);
  }

  @Test
  void an_address_with_the_same_prefix_is_another_subscriber() {
    var recent = new RecentUpdates(0, MUCH);
    recent.add(told(0, "bobby", "alice"));

    assertThat(replay(recent, -1)).isEmpty();
  }

  @Test
  void the_buffer_covers_offsets_from_its_first_one_on() {
    var recent = new RecentUpdates(5, MUCH);

    assertThat(recent.covers(4)).isTrue();
    assertThat(recent.covers(3)).isFalse();
  }

  @Test
  void the_buffer_reports_evicted_offsets_as_not_covered() {
    var recent = new RecentUpdates(5, 2L * told(5, "bob", "alice").size());
    recent.add(told(5, "bob", "alice"));
    recent.add(told(6, "bob", "alice"));
    recent.add(told(8, "bob", "alice"));

    assertThat(recent.covers(4)).isFalse();
    assertThat(recent.covers(5)).isTrue();
    assertThat(replay(recent, 5)).containsExactly(6L, 8L);
  }

  private static RawUpdate told(long offset, String subscriber, String subject) {
    return new RawUpdate(offset, 0, Keys.join(subscriber, subject), new byte[0]);
  }

  private static List<Long> replay(RecentUpdates recent, long after) {
    var offsets = new ArrayList<Long>();
    recent.forEachAfter(after, BOB, record -> offsets.add(record.offset()));
    return offsets;
  }
}
