package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.Version;
import dev.kith.domain.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PendingTest {

  @Test
  void updates_of_one_subject_are_merged_and_the_order_of_offsets_is_kept() {
    var pending = new Pending(10);

    pending.add(item(1, "alice"));
    pending.add(item(2, "carol"));
    pending.add(item(3, "alice"));

    assertThat(offsets(pending)).containsExactly(2L, 3L);
  }

  @Test
  void one_subject_too_many_is_reported() {
    var pending = new Pending(2);

    assertThat(pending.add(item(1, "alice"))).isTrue();
    assertThat(pending.add(item(2, "bob"))).isTrue();
    assertThat(pending.add(item(3, "alice"))).isTrue();
    assertThat(pending.add(item(4, "carol"))).isFalse();
  }

  @Test
  void nothing_is_left_after_clearing() {
    var pending = new Pending(2);
    pending.add(item(1, "alice"));

    pending.clear();

    assertThat(pending.take()).isNull();
  }

  @Test
  void a_pending_joined_is_kept_when_a_change_is_merged() {
    var pending = new Pending(10);
    pending.add(item(4, "alice", Update.Kind.JOINED));
    pending.add(item(6, "alice", Update.Kind.CHANGED));

    var item = Objects.requireNonNull(pending.take());

    assertThat(item.after(new SnapshotEnd(3)).kind()).isEqualTo(Update.Kind.JOINED);
    assertThat(item.after(new SnapshotEnd(4)).kind()).isEqualTo(Update.Kind.CHANGED);
  }

  @Test
  void a_pending_joined_is_lost_when_a_removal_is_merged() {
    var pending = new Pending(10);
    pending.add(item(4, "alice", Update.Kind.JOINED));
    pending.add(item(6, "alice", Update.Kind.REMOVED));

    var item = Objects.requireNonNull(pending.take());

    assertThat(item.after(new SnapshotEnd(3)).kind()).isEqualTo(Update.Kind.REMOVED);
  }

  private static Pending.Item item(long offset, String subject) {
    return item(offset, subject, Update.Kind.CHANGED);
  }

  private static Pending.Item item(long offset, String subject, Update.Kind kind) {
    var address = new Address(subject);
    var update =
        new Update(new Address("reader"), address, kind, View.nothing(address), Version.NONE);
    return new Pending.Item(offset, update);
  }

  private static List<Long> offsets(Pending pending) {
    var offsets = new ArrayList<Long>();
    for (var item = pending.take(); item != null; item = pending.take()) {
      offsets.add(item.offset());
    }
    return offsets;
  }
}
