package dev.kith.acceptance.updates;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static dev.kith.harness.client.Seen.joined;
import static dev.kith.harness.client.Seen.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test of sessions that resume from a cursor. A second session of the same user, which stays open,
 * shows when the updates have been sent.
 */
@OnTheStack
class CursorResumeTest {

  private static final String NOTIFIER = "notifier-service";
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  CursorResumeTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
  }

  @Test
  void whoever_comes_back_gets_what_they_missed_and_nothing_else() throws InterruptedException {
    Person carol = stack.person("carol");
    Person dave = stack.person("dave");
    Person erin = stack.person("erin");
    Person frank = stack.person("frank");
    for (Person subject : List.of(alice, carol, erin, frank)) {
      subject.puts(aProfile().named("N").saying("before"));
    }
    frank.rules("status", "deny everyone");
    try (Screen stays = bob.opensScreen()) {
      for (Person subject : List.of(alice, carol, erin)) {
        bob.subscribesTo(subject);
        assertThat(stays.next())
            .isEqualTo(changed(subject, aProfile().named("N").saying("before")));
      }
      bob.subscribesTo(frank);
      assertThat(stays.next()).isEqualTo(changed(frank, aProfile().named("N")));
      bob.subscribesTo(dave);
      String cursor = cursorOfOneWhoGoes(4);

      alice.changes("status", "first");
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("N").saying("first")));
      alice.changes("status", "second");
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("N").saying("second")));
      frank.changes("status", "hidden");
      bob.unsubscribesFrom(carol);
      assertThat(stays.next()).isEqualTo(removed(carol));
      dave.puts(aProfile().named("Dave"));
      assertThat(stays.next()).isEqualTo(joined(dave, aProfile().named("Dave")));
      dave.changes("status", "here");
      assertThat(stays.next()).isEqualTo(changed(dave, aProfile().named("Dave").saying("here")));

      try (Screen back = bob.resumesFrom(cursor)) {
        assertThat(back.isRecovered()).isTrue();
        assertThat(back.hello().path("cursor").asText()).isEqualTo(cursor);
        assertThat(back.snapshot())
            .containsExactlyInAnyOrder(
                changed(alice, aProfile().named("N").saying("second")),
                removed(carol),
                joined(dave, aProfile().named("Dave").saying("here")));
        erin.changes("status", "live");
        assertThat(back.next()).isEqualTo(changed(erin, aProfile().named("N").saying("live")));
      }
    }
  }

  @Test
  void whoever_missed_nothing_gets_nothing() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (Screen stays = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("Alice")));

      // immediately after the push, the address book is one commit behind the cursor
      try (Screen back = bob.resumesFrom(stays.cursor())) {
        assertThat(back.isRecovered()).isTrue();
        assertThat(back.snapshot()).isEmpty();
        alice.changes("status", "live");
        assertThat(back.next()).isEqualTo(changed(alice, aProfile().named("Alice").saying("live")));
      }
    }
  }

  @Test
  void whoever_was_blocked_while_away_is_told_that_nothing_is_there() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    try (Screen stays = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      for (int round = 0; round < 10; round++) {
        String cursor = stays.cursor();
        alice.changes("status", "round " + round);
        assertThat(stays.next().kind()).isEqualTo("changed");
        alice.blocks(bob);
        assertThat(stays.next()).isEqualTo(removed(alice));

        try (Screen back = bob.resumesFrom(cursor)) {
          assertThat(back.isRecovered()).isTrue();
          assertThat(back.snapshot()).containsExactly(removed(alice));
        }
        alice.unblocks(bob);
        assertThat(stays.next().kind()).isEqualTo("changed");
      }
    }
  }

  @Test
  void a_cursor_that_stands_for_nothing_here_begins_with_a_snapshot() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    String cursor;
    try (Screen stays = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      cursor = stays.cursor();
    }
    String[] parts = cursor.split(":", -1);
    String another = parts[2].startsWith("A") ? "BBBBBBBB" : "AAAAAAAA";
    int elsewhere = (Integer.parseInt(parts[0]) + 1) % Stack.PARTITIONS;

    for (String useless :
        List.of(
            "no cursor",
            parts[0] + ":" + parts[1],
            parts[0] + ":" + parts[1] + ":" + another,
            elsewhere + ":0:" + parts[2],
            parts[0] + ":999999999:" + parts[2])) {
      try (Screen back = bob.resumesFrom(useless)) {
        assertThat(back.isRecovered()).as(useless).isFalse();
        assertThat(back.hello().has("cursor")).isFalse();
        assertThat(back.snapshot()).containsExactly(changed(alice, aProfile().named("Alice")));
      }
    }
  }

  @Test
  void a_cursor_outlives_the_notifier() throws InterruptedException {
    Person carol = stack.person("carol");
    alice.puts(aProfile().named("Alice"));
    carol.puts(aProfile().named("Carol"));
    String cursor;
    try (Screen stays = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(stays.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      bob.subscribesTo(carol);
      assertThat(stays.next()).isEqualTo(changed(carol, aProfile().named("Carol")));
      cursor = stays.cursor();
    }

    stack.processes().kill(NOTIFIER);
    alice.changes("status", "meanwhile");
    carol.blocks(bob);
    stack.processes().start(NOTIFIER);
    stack.processes().awaitReady(NOTIFIER);

    try (Screen stays = bob.opensScreen()) {
      await()
          .atMost(READY_WITHIN)
          .untilAsserted(() ->
              assertThat(bob.addressBook())
                  .containsExactly(changed(alice, aProfile().named("Alice").saying("meanwhile"))));
      try (Screen back = bob.resumesFrom(cursor)) {
        assertThat(back.isRecovered()).isTrue();
        assertThat(back.snapshot())
            .containsExactlyInAnyOrder(
                changed(alice, aProfile().named("Alice").saying("meanwhile")), removed(carol));
      }
      assertThat(stays.isClosed()).isFalse();
    }
  }

  /** Starts a node with a very short resume window, which takes over some partitions. */
  @Test
  void a_client_that_was_away_for_longer_than_the_resume_window_begins_with_a_snapshot()
      throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    List<Person> people = Stream.generate(() -> stack.person("somebody")).limit(12).toList();
    List<String> cursors = new ArrayList<>();
    for (Person person : people) {
      try (Screen screen = person.opensScreen()) {
        person.subscribesTo(alice);
        assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
        cursors.add(screen.cursor());
        person.unsubscribesFrom(alice);
        assertThat(screen.next()).isEqualTo(removed(alice));
      }
    }

    try (SecondNode second =
        SecondNode.of(NOTIFIER, stack, List.of("-Dkith.notifier.resume-window=1s"))) {
      await()
          .atMost(READY_WITHIN)
          .ignoreException(CompletionException.class)
          .until(() -> {
            for (int index = 0; index < people.size(); index++) {
              if (!isRecovered(people.get(index).at(second.url()), cursors.get(index))) {
                return true;
              }
            }
            return false;
          });
    }
    people.forEach(this::awaitAddressBook);
  }

  /** Waits until the address book can be read: while partitions move, a node answers 503. */
  private void awaitAddressBook(Person person) {
    await()
        .atMost(READY_WITHIN)
        .until(() -> person.api().get(person.path("address-book")).status() == 200);
  }

  /**
   * Resumes, and returns whether that was possible. In both cases the removed entry is gone: either
   * the backlog contains its removal, or the snapshot is empty.
   */
  private static boolean isRecovered(Person person, String cursor) throws InterruptedException {
    try (Screen back = person.resumesFrom(cursor)) {
      assertThat(back.snapshot()).hasSize(back.isRecovered() ? 1 : 0);
      return back.isRecovered();
    }
  }

  /**
   * Opens a session that gets a snapshot of {@code entries} entries, closes it, and returns its
   * cursor.
   */
  private String cursorOfOneWhoGoes(int entries) throws InterruptedException {
    try (Screen goes = bob.opensScreen()) {
      assertThat(goes.snapshot()).hasSize(entries);
      return goes.cursor();
    }
  }
}
