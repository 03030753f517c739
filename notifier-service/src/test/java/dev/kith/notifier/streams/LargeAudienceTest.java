package dev.kith.notifier.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.Update;
import dev.kith.avro.UpdateKind;
import dev.kith.domain.Address;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.stores.ProfileStore;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.fanout.FanOut;
import dev.kith.notifier.fanout.Slice;
import dev.kith.notifier.fanout.WalkStore;
import dev.kith.notifier.fanout.Walks;
import dev.kith.notifier.topology.NotifierTopology;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeAudienceTest {

  private static final Duration KEPT = Duration.ofDays(30);

  private static final Slice.Limits TWO_PEERS = new Slice.Limits(2, Duration.ZERO, () -> 0);

  private final TopologyRun run = new TopologyRun(new NotifierTopology(1, KEPT, TWO_PEERS));

  @BeforeEach
  void seven_follow_alice() {
    run.journal("alice", Events.named("Alice"));
    for (var peer = 1; peer <= 7; peer++) {
      run.mirror("p" + peer, "alice", Events.subscribed(peer));
    }
    pass(10);
    told();
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void the_first_are_told_at_once_and_the_others_in_slices() {
    run.journal("alice", Events.status("out"));

    assertThat(told())
        .as("at once, and a slice after the event")
        .containsExactly("alice out", "p1 out", "p2 out", "p3 out", "p4 out");
    pass(1);
    assertThat(told()).containsExactly("p5 out", "p6 out");
    pass(1);
    assertThat(told()).containsExactly("p7 out");
    pass(5);
    assertThat(told()).isEmpty();
  }

  @Test
  void another_event_is_not_held_up() {
    run.journal("alice", Events.status("out"));
    told();

    run.journal("bob", Events.named("Bob"));

    assertThat(told()).containsExactly("bob null", "p5 out", "p6 out");
  }

  @Test
  void two_walks_take_turns() {
    run.journal("bob", Events.named("Bob"));
    for (var peer = 1; peer <= 7; peer++) {
      run.mirror("p" + peer, "bob", Events.subscribed(peer));
    }
    told();
    run.journal("alice", Events.status("out"));
    run.journal("bob", Events.status("in"));
    told();

    pass(1);
    var first = told();
    pass(1);
    var second = told();

    assertThat(List.of(first.getFirst(), second.getFirst()))
        .anyMatch(told -> told.endsWith(" out"))
        .anyMatch(told -> told.endsWith(" in"));
  }

  @Test
  void a_block_during_the_walk_holds() {
    run.journal("alice", Events.status("out"));
    told();

    run.journal("alice", new ContactBlocked(Optional.empty(), new Address("p7")));
    pass(5);

    assertThat(told()).containsExactly("p7 removed", "p5 out", "p6 out");
  }

  @Test
  void a_second_change_supersedes_the_first_and_does_not_begin_again() {
    run.journal("alice", Events.status("out"));
    told();

    run.journal("alice", Events.status("back"));
    pass(5);

    assertThat(told())
        .containsExactly(
            "alice back",
            "p5 back",
            "p6 back",
            "p7 back",
            "p1 back",
            "p2 back",
            "p3 back",
            "p4 back");
  }

  @Test
  void a_deletion_during_the_walk_is_told_like_any_change() {
    run.journal("alice", Events.status("out"));
    told();

    run.journal("alice", new ProfileDeleted(Optional.empty()));
    pass(5);

    assertThat(told()).hasSize(8).allMatch(told -> told.endsWith("removed"));
  }

  @Test
  void who_sees_the_same_after_two_changes_is_told_nothing() {
    run.journal("alice", Events.status("out"));
    pass(5);
    told();

    run.journal("alice", Events.status("away"));
    run.journal("alice", Events.status("out"));
    pass(5);

    assertThat(told()).doesNotContain("p7 out").contains("p1 away", "p1 out");
  }

  @Test
  void a_new_subscriber_ahead_of_the_walk_is_told_once() {
    run.journal("alice", Events.status("out"));
    told();

    run.mirror("p9", "alice", Events.subscribed(9));
    pass(5);

    assertThat(told()).containsExactly("p9 out", "p5 out", "p6 out", "p7 out");
  }

  @Test
  void many_changes_do_not_break_the_walk_into_more_and_more_pieces() {
    for (var peer = 10; peer < 60; peer++) {
      run.mirror("q" + peer, "alice", Events.subscribed(peer));
    }
    told();

    for (var change = 0; change < 40; change++) {
      run.journal("alice", Events.status("s" + change));
      assertThat(entries(run)).as("segments with their states").isLessThanOrEqualTo(18);
    }
    pass(60);

    assertThat(told().reversed().stream().limit(3)).allMatch(told -> told.endsWith("s39"));
    assertThat(entries(run)).isZero();
  }

  @Test
  void another_task_goes_on_where_this_one_was() {
    run.journal("alice", Events.status("out"));
    told();
    var told = new ArrayList<String>();

    var walks =
        new Walks(
            new WalkStore(run.store(WalkStore.NAME)),
            new ProfileStore(run.store(FanOut.PROFILES)),
            new RelationStore(run.store(FanOut.RELATIONS)),
            at -> false,
            (subscriber, subject, known, now, relation) -> told.add(subscriber.text()));
    while (!walks.isIdle()) {
      walks.goOn(TWO_PEERS.slice());
    }

    assertThat(told).containsExactly("p5", "p6", "p7");
  }

  private static int entries(TopologyRun run) {
    var count = 0;
    try (var entries = run.store(WalkStore.NAME).all()) {
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
    }
    return count;
  }

  private void pass(int slices) {
    for (var slice = 0; slice < slices; slice++) {
      run.pass(Duration.ofMillis(2));
    }
  }

  private List<String> told() {
    return run.out(Topics.UPDATES).stream()
        .map(out -> {
          var update = (Update) out.value();
          var what =
              update.getKind() == UpdateKind.REMOVED ? "removed" : update.getView().getStatus();
          return update.getSubscriber() + " " + what;
        })
        .toList();
  }
}
