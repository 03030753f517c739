package dev.kith.notifier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.tail.SyncUpdate;
import org.junit.jupiter.api.Test;

class PendingSyncsTest {

  private final PendingSyncs pending = new PendingSyncs();

  @Test
  void progress_of_one_sync_is_merged_to_the_latest() {
    pending.add(told("one", "running"));
    pending.add(told("two", "running"));
    pending.add(told("one", "done"));

    assertThat(pending.take()).isEqualTo(told("one", "done"));
    assertThat(pending.take()).isEqualTo(told("two", "running"));
    assertThat(pending.take()).isNull();
  }

  @Test
  void one_sync_too_many_is_refused_but_not_more_progress_of_the_same() {
    for (var count = 0; count < PendingSyncs.MAX_SYNCS; count++) {
      assertThat(pending.add(told("sync-" + count, "running"))).isTrue();
    }

    assertThat(pending.add(told("sync-0", "done"))).isTrue();
    assertThat(pending.add(told("another", "running"))).isFalse();
  }

  private static SyncUpdate told(String id, String state) {
    return new SyncUpdate(id, state, 1, 0, 0, 0);
  }
}
