package dev.kith.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ResumeWindowTest {

  private final KeyValueStore<String, String> store = ReplicaBasisTest.store();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void a_cursor_is_too_old_when_what_followed_it_was_folded_long_ago() {
    var window = start(-1);
    assertThat(window.begin()).isEqualTo(-1);

    days(1);
    window.fold(100);
    days(29);
    window.fold(200);
    assertThat(window.begin()).as("all that follows was folded within 30 days").isEqualTo(-1);
    days(1);
    assertThat(window.begin()).isEqualTo(100);
    days(29);
    assertThat(window.begin()).as("without a record since").isEqualTo(200);
  }

  @Test
  void a_new_task_of_the_partition_knows_what_the_ones_before_it_noted() {
    var window = start(-1);
    window.fold(100);
    days(20);

    window = start(150);
    days(10);
    assertThat(window.begin()).isEqualTo(100);
    days(20);
    assertThat(window.begin()).isEqualTo(150);
  }

  @Test
  void few_notes_are_kept() {
    var window = start(-1);
    for (var hour = 0; hour < 24 * 90; hour++) {
      window.fold(hour);
      now = now.plus(Duration.ofHours(1));
    }

    assertThat(window.begin()).isBetween(24L * 59 - 24, 24L * 60);
    try (var notes = store.all()) {
      assertThat(notes).toIterable().hasSizeLessThan(40);
    }
  }

  @Test
  void a_window_without_length_begins_at_the_last_record() {
    var window = new ResumeWindow(store, Duration.ZERO, () -> now, 5);
    assertThat(window.begin()).isEqualTo(5);
    window.fold(6);
    assertThat(window.begin()).isEqualTo(6);
  }

  private ResumeWindow start(long folded) {
    return new ResumeWindow(store, Duration.ofDays(30), () -> now, folded);
  }

  private void days(int count) {
    now = now.plus(Duration.ofDays(count));
  }
}
