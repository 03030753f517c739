package dev.kith.profile.streams;

import static dev.kith.profile.streams.Changes.named;
import static dev.kith.profile.streams.Changes.replacing;
import static dev.kith.profile.streams.Changes.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.profile.cache.ProfileCache;
import dev.kith.profile.streams.HistoryStore.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final Address ALICE = new Address("alice");
  private static final Address BOB = new Address("bob");
  private static final long NEWEST = Long.MAX_VALUE;
  private static final Duration AGE = Duration.ofDays(90);

  private final TopologyRun run =
      new TopologyRun(
          new ProfileTopology(
              new Verdicts(new WaitingRequests()),
              new HistoryBounds(3, AGE),
              new ProfileCache(0),
              1));

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void an_owners_events_are_kept_newest_first_with_where_they_stand() {
    run.journal("alice", named("Alice"));
    run.journal("bob", named("Bob"));
    run.journal("alice", new ContactBlocked(Optional.empty(), BOB));

    assertThat(history(ALICE, NEWEST))
        .extracting(Past::at)
        .containsExactly(new Position(0, 2), new Position(0, 0));
    assertThat(history(ALICE, NEWEST).getFirst().event())
        .isEqualTo(new ContactBlocked(Optional.empty(), BOB));
    assertThat(history(ALICE, NEWEST).getFirst().actor()).isEqualTo("alice");
  }

  @Test
  void the_next_page_begins_before_the_last_event_of_this_one() {
    run.journal("alice", named("Alice"));
    run.journal("alice", saying("out"));
    run.journal("alice", saying("back"));
    var newest = history(ALICE, NEWEST).getFirst();

    assertThat(history(ALICE, newest.at().offset()))
        .extracting(Past::at)
        .containsExactly(new Position(0, 1), new Position(0, 0));
  }

  @Test
  void an_event_that_was_refused_is_no_history() {
    run.journal("alice", named("Alice"));
    run.journal("alice", replacing(new Position(0, 7), "Mallory"));

    assertThat(history(ALICE, NEWEST)).hasSize(1);
  }

  @Test
  void the_oldest_are_swept_away_when_there_are_too_many() {
    for (var status : List.of("one", "two", "three", "four", "five")) {
      run.journal("alice", saying(status));
    }
    run.journal("alice-2", saying("first of another"));

    // a sweep slice reaches at least one of the six
    for (var slice = 0; slice < 6; slice++) {
      run.pass(Duration.ofSeconds(1));
    }

    assertThat(history(ALICE, NEWEST))
        .extracting(HistoryTest::status)
        .containsExactly("five", "four", "three");
    assertThat(history(new Address("alice-2"), NEWEST)).hasSize(1);
  }

  @Test
  void the_history_of_one_whose_address_begins_alike_is_another() {
    run.journal("alice", named("Alice"));
    run.journal("alice-2", named("Another"));
    run.journal("alic", named("A third"));

    assertThat(history(ALICE, NEWEST)).extracting(Past::at).containsExactly(new Position(0, 0));
    assertThat(history(new Address("ali"), NEWEST)).isEmpty();
  }

  @Test
  void what_is_too_old_is_not_read_and_is_swept_away() {
    run.journal("alice", named("Alice"));

    var store = run.store(HistoryStore.NAME);
    var later = Instant.now().plus(Duration.ofDays(365));
    assertThat(HistoryStore.read(store, ALICE, NEWEST, 10, later)).isEmpty();
    assertThat(history(ALICE, NEWEST)).hasSize(1);

    run.pass(AGE.plusDays(1));
    assertThat(history(ALICE, NEWEST)).isEmpty();
    run.journal("alice", saying("back"));
    assertThat(history(ALICE, NEWEST)).hasSize(1);
  }

  private List<Past> history(Address owner, long before) {
    return HistoryStore.read(run.store(HistoryStore.NAME), owner, before, 10, Instant.EPOCH);
  }

  private static String status(Past past) {
    return ((ProfileChanged) past.event()).set().status().orElseThrow();
  }
}
