package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.addressbook.SyncUpdate;
import org.junit.jupiter.api.Test;

class PendingSyncsTest {

  private final PendingSyncs pending = new PendingSyncs();

  @Test
  void of_one_sync_only_the_latest_is_told() {
    pending.add(told("one", "running"));
    pending.add(told("two", "running"));
    pending.add(told("one", "done"));

    assertThat(pending.take()).isEqualTo(told("one", "done"));
    assertThat(pending.take()).isEqualTo(told("two", "running"));
    assertThat(pending.take()).isNull();
  }

  @Test
  void one_sync_too_many_is_refused_and_more_of_the_same_is_not() {
    for (var count = 0; count < PendingSyncs.MOST; count++) {
      assertThat(pending.add(told("sync-" + count, "running"))).isTrue();
    }

    assertThat(pending.add(told("sync-0", "done"))).isTrue();
    assertThat(pending.add(told("another", "running"))).isFalse();
  }

  private static SyncUpdate told(String id, String state) {
    return new SyncUpdate(id, state, 1, 0, 0, 0);
  }
}
