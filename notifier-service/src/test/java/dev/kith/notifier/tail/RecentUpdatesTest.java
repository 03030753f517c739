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
  void a_session_gets_what_its_subscriber_was_told_after_the_snapshot_oldest_first() {
    var recent = new RecentUpdates(5, MUCH);
    recent.add(told(5, "bob", "alice"));
    recent.add(told(6, "bob", "carol"));
    recent.add(told(7, "carol", "alice"));
    recent.add(told(9, "bob", "alice"));

    var replayed = replay(recent, 5);

    assertThat(replayed).containsExactly(6L, 9L);
  }

  @Test
  void a_subscriber_whose_address_begins_alike_is_another() {
    var recent = new RecentUpdates(0, MUCH);
    recent.add(told(0, "bobby", "alice"));

    assertThat(replay(recent, -1)).isEmpty();
  }

  @Test
  void it_covers_from_its_first_offset_on() {
    var recent = new RecentUpdates(5, MUCH);

    assertThat(recent.covers(4)).isTrue();
    assertThat(recent.covers(3)).isFalse();
  }

  @Test
  void it_says_what_it_had_to_forget() {
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
