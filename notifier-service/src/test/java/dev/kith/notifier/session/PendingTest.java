package dev.kith.notifier.session;

import static dev.kith.domain.Update.Kind.CHANGED;
import static dev.kith.domain.Update.Kind.JOINED;
import static dev.kith.domain.Update.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Update;
import dev.kith.notifier.session.DeliveryMetrics.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingTest {

  private static final int LIMIT = 3;

  private final Pending pending = new Pending(LIMIT);

  @Test
  void a_snapshot_begins_with_hello_and_ends_with_synced() {
    openSnapshot();
    entry("alice", CHANGED, "1");
    entry("bob", CHANGED, "1");
    pending.addSynced(7);
    update(8, "alice", CHANGED, "2");

    assertThat(taken()).containsExactly("hello", "bob CHANGED 1", "synced 7", "alice CHANGED 2 @8");
  }

  @Test
  void an_update_before_synced_replaces_the_pending_entry_in_its_place() {
    openSnapshot();
    entry("alice", CHANGED, "1");
    entry("bob", CHANGED, "1");
    early("alice", JOINED, "2");
    pending.addSynced(7);

    assertThat(taken())
        .as("a snapshot has no joined")
        .containsExactly("hello", "alice CHANGED 2", "bob CHANGED 1", "synced 7");
  }

  @Test
  void a_removal_takes_a_pending_entry_out_of_a_snapshot() {
    openSnapshot();
    entry("alice", CHANGED, "1");
    entry("bob", CHANGED, "1");
    early("alice", REMOVED, "");
    pending.addSynced(7);
    update(8, "bob", REMOVED, "");

    assertThat(taken()).containsExactly("hello", "synced 7");
  }

  @Test
  void a_removal_of_what_was_sent_is_sent() {
    openSnapshot();
    entry("alice", CHANGED, "1");
    assertThat(taken()).containsExactly("hello", "alice CHANGED 1");
    early("alice", REMOVED, "");
    pending.addSynced(7);

    assertThat(taken()).containsExactly("alice REMOVED ", "synced 7");
  }

  @Test
  void a_removal_replaces_a_pending_entry_of_what_a_client_missed() {
    openRecovered();
    entry("alice", CHANGED, "1");
    early("alice", REMOVED, "");
    pending.addSynced(7);

    assertThat(taken()).containsExactly("hello 5", "alice REMOVED ", "synced 7");
  }

  @Test
  void a_pending_joined_is_kept_when_a_change_is_merged() {
    openRecovered();
    entry("alice", JOINED, "1");
    pending.addSynced(7);
    update(8, "alice", CHANGED, "2");
    update(9, "bob", JOINED, "1");
    update(10, "bob", REMOVED, "");
    update(11, "bob", CHANGED, "2");

    assertThat(taken())
        .containsExactly("hello 5", "synced 7", "alice JOINED 2 @8", "bob JOINED 2 @11");
  }

  @Test
  void a_client_that_keeps_up_gets_each_update() {
    openRecovered();
    pending.addSynced(5);
    update(6, "alice", CHANGED, "1");
    update(7, "bob", CHANGED, "1");
    update(8, "alice", CHANGED, "2");

    assertThat(taken())
        .containsExactly(
            "hello 5", "synced 5", "alice CHANGED 1 @6", "bob CHANGED 1 @7", "alice CHANGED 2 @8");
  }

  @Test
  void many_waiting_updates_are_merged_by_subject_and_the_order_of_offsets_is_kept() {
    openRecovered();
    pending.addSynced(5);
    for (var offset = 6; offset <= 5 + Pending.MAX_IN_ORDER; offset++) {
      update(offset, offset % 2 == 0 ? "alice" : "bob", CHANGED, "1");
    }
    update(100, "alice", CHANGED, "2");
    assertThat(taken())
        .containsExactly("hello 5", "synced 5", "bob CHANGED 1 @37", "alice CHANGED 2 @100");

    update(101, "alice", CHANGED, "3");
    update(102, "alice", CHANGED, "4");
    assertThat(taken())
        .as("after it has caught up")
        .containsExactly("alice CHANGED 3 @101", "alice CHANGED 4 @102");
  }

  @Test
  void entries_are_requested_after_hello_and_again_when_the_page_is_sent() {
    assertThat(pending.toRequest()).as("before hello").isZero();
    openSnapshot();
    assertThat(pending.toRequest()).as("hello is pending").isZero();
    pending.take();
    assertThat(pending.toRequest()).isEqualTo(Pending.PAGE);
    assertThat(pending.toRequest()).as("a page is awaited").isZero();

    for (var i = 0; i < Pending.PAGE; i++) {
      assertThat(entry("user-" + i, CHANGED, "1")).isTrue();
    }
    assertThat(pending.toRequest()).as("entries are pending").isZero();
    assertThat(taken()).hasSize(Pending.PAGE);
    assertThat(pending.toRequest()).isEqualTo(Pending.PAGE);

    pending.addSynced(7);
    assertThat(pending.toRequest()).as("all entries were offered").isZero();
  }

  @Test
  void one_subject_too_many_is_reported() {
    openRecovered();
    pending.addSynced(5);
    for (var i = 0; i < LIMIT + Pending.PAGE; i++) {
      assertThat(update(i, "user-" + i, CHANGED, "1")).isTrue();
    }

    assertThat(update(1_000, "user-0", CHANGED, "2")).isTrue();
    assertThat(update(1_001, "alice", CHANGED, "1")).isFalse();
  }

  @Test
  void nothing_is_left_after_clearing() {
    openSnapshot();
    entry("alice", CHANGED, "1");
    pending.addSynced(7);
    update(8, "bob", CHANGED, "1");

    pending.clear();

    assertThat(taken()).isEmpty();
    assertThat(pending.toRequest()).isZero();
  }

  /**
   * Whatever is merged, the client has the latest of each subject, and a cursor covers the rest.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_client_ends_with_the_latest_and_each_cursor_covers_what_it_was_not_sent(
      boolean isSnapshot) {
    for (var seed = 0; seed < 2_000; seed++) {
      new Schedule(new Random(seed), isSnapshot).run("seed " + seed);
    }
  }

  /** Random offers and a client that takes some frames in between. */
  private static final class Schedule {

    private static final List<String> SUBJECTS = List.of("alice", "bob", "carol", "dave");

    private final Random random;
    private final boolean isSnapshot;
    private final boolean isSlow;
    private final Pending pending = new Pending(100);
    private final Map<String, String> offered = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, String> client = new HashMap<>();
    private long cursor = -1;
    private boolean isSynced;

    Schedule(Random random, boolean isSnapshot) {
      this.random = random;
      this.isSnapshot = isSnapshot;
      this.isSlow = random.nextBoolean();
    }

    void run(String name) {
      pending.open(isSnapshot ? Optional.empty() : Optional.of(TestUpdate.cursor(5)));
      for (var subject : SUBJECTS) {
        if (random.nextInt(3) > 0) {
          offer(TestUpdate.of(subject, isSnapshot ? CHANGED : kind(), "entry"), true);
        }
        someUpdatesAndFrames(-1, name);
      }
      pending.addSynced(10);
      // more than MAX_IN_ORDER, so that they are merged for a slow client
      var last = isSlow ? 20 + 2 * Pending.MAX_IN_ORDER : 20;
      for (var offset = 11; offset < last; offset++) {
        someUpdatesAndFrames(offset, name);
      }
      take(Integer.MAX_VALUE, name);
      offered.values().removeIf(value -> value.startsWith("REMOVED"));
      assertThat(client).as(name).isEqualTo(offered);
      assertThat(isSynced).as(name).isTrue();
    }

    private Update.Kind kind() {
      return List.of(CHANGED, JOINED, REMOVED).get(random.nextInt(3));
    }

    private void someUpdatesAndFrames(long offset, String name) {
      var subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
      var value = "value-" + random.nextInt(1_000);
      if (offset >= 0) {
        offer(TestUpdate.at(offset, subject, kind(), value), false);
        offsets.put(subject, offset);
      } else if (offered.containsKey(subject)) {
        offer(TestUpdate.of(subject, kind(), value), false);
      }
      take(isSlow && random.nextInt(10) > 0 ? 0 : random.nextInt(3), name);
    }

    private void offer(TestUpdate update, boolean isEntry) {
      var isRemoval = update.kind() == REMOVED;
      offered.put(update.subject().text(), isRemoval ? "REMOVED" : update.text().split(" ", -1)[2]);
      assertThat(isEntry ? pending.addEntry(update) : pending.addUpdate(update, Delivery.UNKNOWN))
          .isTrue();
    }

    private void take(int count, String name) {
      for (var i = 0; i < count; i++) {
        switch (pending.take()) {
          case null -> {
            return;
          }
          case Pending.Hello _ -> assertThat(client).as(name).isEmpty();
          case Pending.Synced(var offset) -> {
            isSynced = true;
            cursor = offset;
          }
          case Pending.Item item -> receive((TestUpdate) item.update(), name);
        }
      }
    }

    private void receive(TestUpdate update, String name) {
      var subject = update.subject().text();
      if (update.kind() == REMOVED) {
        client.remove(subject);
      } else {
        client.put(subject, update.text().split(" ", -1)[2]);
      }
      update
          .cursor()
          .ifPresent(at -> {
            assertThat(isSynced).as(name + ": a cursor before synced").isTrue();
            assertThat(at.offset()).as(name).isGreaterThan(cursor);
            cursor = at.offset();
            offsets.forEach((other, offset) -> {
              var isLater = offset > cursor;
              var isSent =
                  offered.getOrDefault(other, "").startsWith("REMOVED")
                      ? !client.containsKey(other)
                      : Objects.equals(offered.get(other), client.get(other));
              assertThat(isLater || isSent).as(name + ": " + other + " is covered").isTrue();
            });
          });
    }
  }

  private void openSnapshot() {
    pending.open(Optional.empty());
  }

  private void openRecovered() {
    pending.open(Optional.of(TestUpdate.cursor(5)));
  }

  private boolean entry(String subject, Update.Kind kind, String value) {
    return pending.addEntry(TestUpdate.of(subject, kind, value));
  }

  private void early(String subject, Update.Kind kind, String value) {
    assertThat(pending.addUpdate(TestUpdate.of(subject, kind, value), Delivery.UNKNOWN)).isTrue();
  }

  private boolean update(long offset, String subject, Update.Kind kind, String value) {
    return pending.addUpdate(TestUpdate.at(offset, subject, kind, value), Delivery.UNKNOWN);
  }

  private List<String> taken() {
    var taken = new ArrayList<String>();
    for (var due = pending.take(); due != null; due = pending.take()) {
      taken.add(
          switch (due) {
            case Pending.Hello(var since) ->
                "hello" + since.map(it -> " " + it.offset()).orElse("");
            case Pending.Synced(var cursor) -> "synced " + cursor;
            case Pending.Item item -> ((TestUpdate) item.update()).text();
          });
    }
    return taken;
  }
}
