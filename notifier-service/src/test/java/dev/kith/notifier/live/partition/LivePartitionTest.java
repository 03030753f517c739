package dev.kith.notifier.live.partition;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.half;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static dev.kith.notifier.delivery.ReplicaRecords.unfollowed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.replica.Mutation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of what sessions are offered of the records about alice. */
class LivePartitionTest {

  private static final Optional<Long> NONE = Optional.empty();

  private final LiveStage stage = new LiveStage(Mutation.NONE);

  @Test
  void a_session_gets_a_snapshot_and_then_what_changes() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));

    var bob = stage.open("bob", NONE);
    stage.commit(changed(-1, named("Eve", 1)));

    assertThat(bob.offered)
        .containsExactly(
            "snapshot", update(null, "changed", "Ada"), "synced 0", update(1, "changed", "Eve"));
  }

  @Test
  void a_returning_session_gets_what_it_missed() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)), changed(-1, named("Eve", 1)));

    assertThat(stage.open("bob", Optional.of(0L)).offered)
        .containsExactly("recovered", update(null, "changed", "Eve"), "synced 1");
    assertThat(stage.open("bob", Optional.of(1L)).offered).containsExactly("recovered", "synced 1");
    assertThat(stage.open("bob", Optional.of(2L)).offered)
        .as("a cursor from the future")
        .containsExactly("snapshot", update(null, "changed", "Eve"), "synced 1");
  }

  @Test
  void a_session_that_returns_too_late_gets_a_snapshot() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)), changed(-1, named("Eve", 1)));
    stage.oldestCursor(1);

    assertThat(stage.open("bob", Optional.of(0L)).offered)
        .containsExactly("snapshot", update(null, "changed", "Eve"), "synced 1");
    assertThat(stage.open("bob", Optional.of(1L)).offered).containsExactly("recovered", "synced 1");
  }

  @Test
  void entries_wait_until_they_are_requested_and_cover_what_changes_meanwhile() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    var bob = stage.join("bob", NONE, 0);

    stage.commit(changed(-1, named("Eve", 1)));
    assertThat(bob.take()).containsExactly("snapshot");
    stage.partition().request(bob, 1);

    assertThat(bob.take()).containsExactly(update(null, "changed", "Eve"), "synced 1");
  }

  @Test
  void sessions_that_the_rules_cannot_tell_apart_share_a_frame() {
    var forAll = named("Ada", 1, "deny user:dan", "allow everyone");
    stage.commit(
        followed("bob", 1, -1, named("", 0)),
        followed("carol", 1, -1, named("", 0)),
        followed("dan", 1, -1, named("", 0)));
    var bob = stage.open("bob", NONE);
    var carol = stage.open("carol", NONE);
    var dan = stage.open("dan", NONE);

    stage.commit(changed(-1, forAll));

    assertThat(bob.updates.getLast()).isSameAs(carol.updates.getLast());
    assertThat(bob.offered).endsWith(update(3, "changed", "Ada"));
    assertThat(dan.offered).endsWith(removed(3));
  }

  @Test
  void a_block_removes_the_entry_and_what_changes_behind_it_is_not_offered() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    var bob = stage.open("bob", NONE);
    bob.take();

    stage.commit(half("bob", 1, -1, 0, true), changed(1, named("Eve", 2)));

    assertThat(bob.take()).containsExactly(removed(1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_session_that_opens_behind_an_aborted_block_takes_nothing_that_follows_it(
      boolean isBroken) {
    var stage = new LiveStage(isBroken ? Mutation.NO_CHAIN : Mutation.NONE);
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    stage.abort(half("bob", 1, -1, 0, true));
    var bob = stage.open("bob", NONE);
    bob.take();

    stage.abort(changed(1, named("Eve", 2)));

    assertThat(bob.take()).hasSize(isBroken ? 1 : 0);
  }

  @Test
  void a_session_that_missed_a_change_of_a_half_does_not_use_what_others_have_taken() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    stage.commit(followed("carol", 1, -1, named("Ada", 0)));
    var carol = stage.open("carol", NONE);
    carol.take();
    stage.abort(half("bob", 1, -1, 0, true));
    var bob = stage.open("bob", NONE);
    bob.take();

    stage.abort(changed(1, named("Eve", 2)));
    assertThat(carol.take()).containsExactly(update(3, "changed", "Eve"));
    assertThat(bob.take()).isEmpty();

    stage.commit(half("bob", 1, -1, 0, true), changed(1, named("Eve", 2)));
    assertThat(bob.take()).containsExactly(removed(4));
    assertThat(carol.take()).as("it has this already").isEmpty();

    stage.commit(changed(1, named("Una", 3)));
    assertThat(carol.take()).containsExactly(update(6, "changed", "Una"));
    assertThat(bob.take()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void content_from_before_the_owners_half_is_not_shown(boolean isBroken) {
    var stage = new LiveStage(isBroken ? Mutation.OLD_CONTENT : Mutation.NONE);
    stage.commit(followed("bob", 1, -1, named("secret", 0, "allow contacts")));
    var bob = stage.open("bob", NONE);
    bob.take();

    // needs the content that the event before it made, which was not taken
    stage.commit(half("bob", 2, -1, 1, false));

    assertThat(bob.take()).hasSize(isBroken ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_was_read_part_by_part_is_not_shown_before_it_was_replayed(boolean isBroken) {
    var stage = new LiveStage(isBroken ? Mutation.SHOW_EARLY : Mutation.NONE);
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    stage.later(half("bob", 1, -1, 0, true), changed(1, named("Eve", 2)));

    // the content of the last record with the place from before the block
    var bob = stage.join("bob", NONE, 0, 2);
    stage.partition().request(bob, 100);
    assertThat(bob.take()).hasSize(isBroken ? 3 : 0);

    stage.takeLater();
    assertThat(bob.take()).hasSize(isBroken ? 1 : 2);
  }

  @Test
  void a_client_must_not_resume_behind_a_subject_that_is_being_read() {
    stage.commit(followed("dan", 1, -1, named("Ada", 0)));
    var bob = stage.open("bob", NONE);
    assertThat(bob.take()).containsExactly("snapshot", "synced 0");

    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    assertThat(bob.take()).isEmpty();
    assertThat(stage.isReading()).isTrue();
    stage.answer();

    assertThat(bob.take()).containsExactly(update(1, "changed", "Ada"));
  }

  @Test
  void synced_waits_for_a_subject_that_is_being_read() {
    stage.commit(changed(-1, named("Ada", 0)));
    var bob = stage.join("bob", NONE, 0);
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    stage.partition().request(bob, 100);
    assertThat(bob.take()).containsExactly("snapshot");

    stage.answer();
    assertThat(bob.take()).containsExactly(update(null, "changed", "Ada"), "synced 1");
  }

  @Test
  void who_no_longer_follows_gets_the_removal() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    var bob = stage.open("bob", NONE);
    bob.take();

    stage.commit(unfollowed("bob", 2, -1, named("Ada", 0)), changed(-1, named("Eve", 1)));

    assertThat(bob.take()).containsExactly(removed(1));
  }

  @Test
  void a_session_whose_store_is_older_than_the_recent_records_starts_again() {
    var stage = new LiveStage(Mutation.NONE, 250);
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    stage.commit(changed(-1, named("Eve", 1)), changed(-1, named("Una", 2)));

    assertThat(stage.join("bob", NONE, 0).offered).doesNotContain("again");
    stage.commit(changed(-1, named("Eva", 3)));

    assertThat(stage.join("bob", NONE, 0).offered).containsExactly("again");
  }

  @Test
  void a_session_that_has_left_is_offered_nothing() {
    stage.commit(followed("bob", 1, -1, named("Ada", 0)));
    var bob = stage.open("bob", NONE);
    bob.take();

    stage.partition().leave(bob);
    stage.commit(changed(-1, named("Eve", 1)));

    assertThat(bob.offered).isEmpty();
    assertThat(stage.partition().isEmpty()).isTrue();
  }

  static String update(@Nullable Integer cursor, String kind, String name) {
    return head(cursor, kind) + ",\"profile\":{\"address\":\"alice\",\"name\":\"" + name + "\"}}";
  }

  private static String removed(@Nullable Integer cursor) {
    return head(cursor, "removed") + "}";
  }

  private static String head(@Nullable Integer cursor, String kind) {
    var at = cursor == null ? "" : ",\"cursor\":\"0:" + cursor + ":AbCdEfGh\"";
    return "{\"type\":\"update\"" + at + ",\"subject\":\"alice\",\"kind\":\"" + kind + "\"";
  }
}
