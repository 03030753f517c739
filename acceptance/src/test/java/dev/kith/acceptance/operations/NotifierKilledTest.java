package dev.kith.acceptance.operations;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.updates.SteadyChanges;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of updates when notifier-service is killed during 200 changes per second. */
@OnTheStack
class NotifierKilledTest {

  private static final int SUBJECTS = 5;
  private static final int CHANGES = 2_400;
  private static final int KILLED_AT = 800;
  private static final int STARTED_AT = 1_400;
  private static final Duration CONVERGES_WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final Person bob;
  private final List<Person> subjects;

  NotifierKilledTest(Stack stack) {
    this.stack = stack;
    this.bob = stack.person("bob");
    this.subjects = Stream.generate(() -> stack.person("subject")).limit(SUBJECTS).toList();
  }

  @Test
  void no_acknowledged_change_is_lost_when_the_notifier_is_killed() throws InterruptedException {
    Screen before = bob.opensScreen();
    for (Person subject : subjects) {
      subject.puts(aProfile().saying("0"));
      bob.subscribesTo(subject);
      assertThat(before.next()).isEqualTo(changed(subject, aProfile().saying("0")));
    }

    SteadyChanges changes = new SteadyChanges(subjects, CHANGES);
    changes.start();
    changes.awaitSent(KILLED_AT);
    stack.processes().kill("notifier-service");
    changes.awaitSent(STARTED_AT);
    stack.processes().start("notifier-service");
    // as a device does after it has lost its connection
    Screen reconnected = awaitScreen();
    changes.awaitAllAcknowledged();
    stack.processes().awaitReady("notifier-service");

    List<Seen> last = subjects.stream().map(changes::lastAcknowledged).toList();
    await()
        .atMost(CONVERGES_WITHIN)
        .untilAsserted(
            () -> assertThat(bob.addressBook()).containsExactlyInAnyOrderElementsOf(last));
    try (Screen fresh = bob.opensScreen()) {
      assertThat(fresh.snapshot()).containsExactlyInAnyOrderElementsOf(last);
      // an update that was still on its way would arrive before these
      assertShowsEachOnce(fresh);
    }
    assertEndsWith(reconnected, changes);
    assertThat(before.isClosed()).isTrue();
    changes.assertInOrder(before.updates());
    reconnected.close();
  }

  private void assertShowsEachOnce(Screen screen) throws InterruptedException {
    for (Person subject : subjects) {
      subject.changes("status", "the end");
      assertThat(screen.next()).isEqualTo(changed(subject, aProfile().saying("the end")));
    }
  }

  /**
   * Waits until the screen has shown the last status of each subject, and asserts that it has shown
   * no status twice or out of order.
   */
  private void assertEndsWith(Screen screen, SteadyChanges changes) {
    List<Seen> ends =
        subjects.stream().map(subject -> changed(subject, aProfile().saying("the end"))).toList();
    await()
        .atMost(CONVERGES_WITHIN)
        .untilAsserted(() -> assertThat(screen.updates()).containsAll(ends));
    List<Seen> updates = new ArrayList<>(screen.updates());
    updates.removeAll(ends);
    changes.assertInOrder(updates);
  }

  private Screen awaitScreen() {
    return await()
        .atMost(CONVERGES_WITHIN)
        .ignoreException(CompletionException.class)
        .until(bob::opensScreen, _ -> true);
  }
}
