package dev.kith.notifier.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.notifier.subject.Events;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdatesWriterTest {

  private static final ContactBlocked BLOCKED_BOB = blocked("bob");

  private final WriterRun run = new WriterRun(1_000);
  private final Alice alice = new Alice(run);

  private static ContactBlocked blocked(String user) {
    return new ContactBlocked(Optional.empty(), new Address(user));
  }

  @Test
  void nothing_is_written_or_kept_while_updates_are_not_wanted() {
    alice.isFollowedBy("bob");
    alice.changes(Events.status("in"));
    run.finish();

    assertThat(run.texts()).isEmpty();
    assertThat(run.count(FollowerStore.NAME)).isZero();
    assertThat(run.count(Rounds.NAME)).isZero();
  }

  @Test
  void changes_after_the_request_are_written_and_earlier_ones_are_not() {
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    alice.isFollowedBy("carol");

    run.request(true);
    run.finish();
    assertThat(run.texts()).isEmpty();

    alice.changes(Events.status("out"));
    run.finish();
    assertThat(run.texts())
        .containsExactly("alice changed out", "bob changed out", "carol changed out");
    assertThat(run.count(Rounds.NAME)).isZero();
  }

  @Test
  void a_view_that_stays_the_same_is_not_written() {
    run.request(true);
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    alice.changes(BLOCKED_BOB);
    run.finish();
    run.out();

    alice.changes(Events.status("out"));
    run.finish();

    assertThat(run.texts()).containsExactly("alice changed out");
  }

  @Test
  void a_subject_that_appears_is_joined_by_those_who_followed_before() {
    run.request(true);
    alice.isFollowedBy("bob");
    alice.changes(Events.status("in"));
    alice.isFollowedBy("carol");
    run.finish();

    assertThat(run.texts()).containsExactly("alice joined in", "bob joined in", "carol changed in");
  }

  @Test
  void a_subject_that_is_deleted_and_created_again_is_joined_again() {
    run.request(true);
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    run.finish();
    run.out();

    alice.changes(new ProfileDeleted(Optional.empty()));
    run.finish();
    alice.changes(Events.status("back"));
    run.finish();

    assertThat(run.texts())
        .containsExactly("alice removed", "bob removed", "alice joined back", "bob joined back");
  }

  @Test
  void a_block_and_the_end_of_a_subscription_are_removals() {
    run.request(true);
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    alice.isFollowedBy("carol");
    run.finish();
    run.out();

    alice.changes(BLOCKED_BOB);
    alice.isMirrored("carol", Choice.NO, false);

    assertThat(run.texts()).containsExactly("bob removed", "carol removed");
    assertThat(run.count(FollowerStore.NAME)).as("alice and bob, who still follows").isEqualTo(2);
  }

  @Test
  void updates_end_a_minute_after_they_are_not_wanted_any_more_and_leave_nothing() {
    run.request(true);
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    run.finish();
    run.out();

    run.request(false);
    alice.changes(Events.status("out"));
    run.pass(1);
    assertThat(run.texts()).as("within the minute").hasSize(2);
    run.pass(UpdatesWriter.GRACE);
    run.finish();

    assertThat(run.texts()).containsExactlyInAnyOrder("alice deleted", "bob deleted");
    assertThat(run.count(FollowerStore.NAME)).isZero();
    alice.changes(Events.status("back"));
    run.finish();
    assertThat(run.texts()).isEmpty();
  }

  @Test
  void a_request_within_the_minute_keeps_the_updates() {
    run.request(true);
    alice.changes(Events.status("in"));
    alice.isFollowedBy("bob");
    run.finish();
    run.out();

    run.request(false);
    run.request(true);
    run.pass(UpdatesWriter.GRACE);
    run.finish();
    alice.changes(Events.status("out"));
    run.finish();

    assertThat(run.texts()).containsExactly("alice changed out", "bob changed out");
  }

  @Test
  void a_request_while_the_index_is_deleted_begins_where_it_was_made() {
    var small = new WriterRun(1);
    var subject = new Alice(small);
    small.request(true);
    subject.changes(Events.status("in"));
    subject.isFollowedBy("bob");
    subject.isFollowedBy("carol");
    small.finish();
    small.request(false);
    small.pass(UpdatesWriter.GRACE);
    small.pass(1);
    small.out();

    subject.changes(Events.status("unseen"));
    small.request(true);
    subject.changes(Events.status("out"));
    small.finish();

    assertThat(small.texts())
        .contains("alice changed out", "bob changed out", "carol changed out")
        .noneMatch(text -> text.endsWith("unseen"));
  }

  @Test
  void an_audience_is_served_in_slices_between_other_records() {
    var count = 5_000;
    for (var user = 0; user < count; user++) {
      alice.isFollowedBy("u%04d".formatted(user));
    }
    alice.changes(Events.status("in"));
    run.request(true);
    run.finish();
    assertThat(run.count(FollowerStore.NAME)).isEqualTo(count + 1);

    alice.changes(Events.status("out"));
    assertThat(run.texts()).as("alice and one slice, which includes her").hasSize(1_000);
    alice.isFollowedBy("zoe");
    assertThat(run.texts()).as("served at once, and one more slice").startsWith("zoe changed out");
    alice.changes(Events.status("back"));
    run.finish();

    var written = run.texts();
    assertThat(written.stream().filter(text -> text.endsWith(" back")).distinct())
        .hasSize(count + 2);
    assertThat(written.stream().filter(text -> text.endsWith(" out"))).isEmpty();
  }

  @Test
  void an_index_is_built_in_slices_and_nothing_that_is_folded_meanwhile_is_missed() {
    var small = new WriterRun(1);
    var subject = new Alice(small);
    subject.changes(Events.status("in"));
    List.of("bob", "carol", "dave", "erin", "frank").forEach(subject::isFollowedBy);
    small.out();

    small.request(true);
    subject.changes(blocked("frank"));
    subject.changes(Events.status("out"));
    subject.isFollowedBy("adam");
    subject.isMirrored("erin", Choice.NO, false);
    assertThat(small.count(FollowerStore.NAME)).as("not all are built").isLessThan(6);
    small.finish();

    var last = new java.util.TreeMap<String, String>();
    small.texts().forEach(text -> last.put(text.substring(0, text.indexOf(' ')), text));
    assertThat(last.values())
        .containsExactly(
            "adam changed out",
            "alice changed out",
            "bob changed out",
            "carol changed out",
            "dave changed out",
            "erin removed",
            "frank removed");
  }

  @Test
  void a_restart_in_the_middle_of_a_round_continues() {
    var small = new WriterRun(2);
    var subject = followedByFive(small);

    subject.changes(Events.status("out"));
    var before = small.texts();
    small.restart();
    small.finish();

    assertThat(before).containsExactly("alice changed out", "bob changed out");
    assertThat(small.texts())
        .containsExactly(
            "carol changed out", "dave changed out", "erin changed out", "frank changed out");
    assertThat(small.count(Rounds.NAME)).isZero();
  }

  @Test
  void a_restart_in_the_middle_of_a_build_and_of_the_minute_continues() {
    var small = new WriterRun(1);
    var subject = new Alice(small);
    List.of("bob", "carol", "dave").forEach(subject::isFollowedBy);
    subject.changes(Events.status("in"));
    small.request(true);
    small.restart();
    small.finish();
    assertThat(small.count(FollowerStore.NAME)).isEqualTo(4);

    small.request(false);
    small.restart();
    small.pass(UpdatesWriter.GRACE);
    small.finish();
    assertThat(small.count(FollowerStore.NAME)).isZero();
  }

  @Test
  void a_block_in_the_middle_of_a_round_holds() {
    var small = new WriterRun(2);
    var subject = followedByFive(small);

    subject.changes(Events.status("out"));
    small.out();
    subject.changes(blocked("frank"));
    subject.changes(Events.status("secret"));
    small.finish();

    assertThat(small.texts())
        .contains("frank removed", "erin changed secret")
        .noneMatch(text -> text.startsWith("frank changed"));
  }

  @Test
  void a_change_in_the_middle_of_a_round_continues_it_where_it_is() {
    var small = new WriterRun(2);
    var subject = followedByFive(small);

    subject.changes(Events.status("out"));
    small.out();
    subject.changes(Events.status("back"));
    small.finish();

    assertThat(small.texts())
        .containsExactly(
            "alice changed back",
            "carol changed back",
            "dave changed back",
            "erin changed back",
            "frank changed back",
            "bob changed back");
  }

  @Test
  void nothing_is_written_while_the_stores_are_filled_and_then_every_entry_as_it_stands() {
    run.fill();
    run.request(true);
    alice.isFollowedBy("bob");
    alice.isFollowedBy("carol");
    alice.changes(Events.status("long ago"));
    alice.changes(BLOCKED_BOB);
    alice.changes(Events.status("now"));
    alice.isFollowedBy("dave");
    alice.isMirrored("erin", Choice.NO, false);
    run.finish();
    assertThat(run.texts()).isEmpty();

    run.complete();
    run.finish();

    assertThat(run.texts())
        .containsExactlyInAnyOrder(
            "alice changed now", "bob removed", "carol changed now", "dave changed now");
  }

  private static Alice followedByFive(WriterRun run) {
    var subject = new Alice(run);
    run.request(true);
    subject.changes(Events.status("in"));
    List.of("bob", "carol", "dave", "erin", "frank").forEach(subject::isFollowedBy);
    run.finish();
    run.out();
    return subject;
  }
}
