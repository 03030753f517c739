package dev.kith.notifier.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.avro.Update;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.notifier.fanout.Term;
import dev.kith.notifier.topology.NotifierTopology;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A task that folds again what another has folded without a commit, in an order that need not be
 * the same.
 */
class ReplayTest {

  /** The first three mirrors were there when the task began. */
  private final TopologyRun run =
      new TopologyRun(
          new NotifierTopology(1, Duration.ofDays(30)),
          new SourceEnds() {
            @Override
            public long lastOffset(String topic, int partition) {
              return -1;
            }

            @Override
            public long lastPossibleOffset(String topic, int partition) {
              return topic.equals(Topics.CONTACT_MIRRORS.name()) ? 2 : -1;
            }
          });

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void a_subscriber_whom_the_subject_had_blocked_before_is_told_that_there_is_nothing() {
    run.journal("alice", Events.named("Alice"));
    run.journal("alice", new ContactBlocked(Optional.empty(), new Address("bob")));
    told();

    run.mirror("bob", "alice", Events.subscribed(1));

    assertThat(told()).containsExactly("bob REMOVED");
  }

  @Test
  void one_who_unsubscribes_before_the_subject_shows_itself_is_told_that_there_is_nothing() {
    run.journal("alice", Events.named("Alice"));
    run.journal("alice", Events.rules("name", "deny everyone"));
    run.mirror("bob", "alice", Events.subscribed(1));
    told();

    run.mirror("bob", "alice", Events.half(2, Choice.NO, false));

    assertThat(told()).containsExactly("bob REMOVED");
  }

  @Test
  void a_mirror_that_changes_nothing_about_following_tells_nobody() {
    run.mirror("bob", "alice", Events.subscribed(1));
    told();

    run.mirror("bob", "alice", Events.subscribed(2));

    assertThat(told()).isEmpty();
  }

  @Test
  void what_comes_after_the_task_began_tells_nobody_who_sees_nothing() {
    for (var position = 1; position <= 3; position++) {
      run.mirror("carol", "dave", Events.subscribed(position));
    }
    told();

    run.mirror("bob", "alice", Events.subscribed(1));

    assertThat(told()).isEmpty();
  }

  @Test
  void each_update_says_the_term_of_its_task() {
    run.journal("alice", Events.named("Alice"));

    var headers = run.headers(Topics.UPDATES).getFirst();
    var term = Term.of(headers).orElseThrow();
    assertThat(term.source()).isZero();
    assertThat(term.number()).isPositive();
  }

  private List<String> told() {
    return run.out(Topics.UPDATES).stream()
        .map(out -> (Update) out.value())
        .filter(update -> !update.getSubscriber().equals(update.getSubject()))
        .map(update -> update.getSubscriber() + " " + update.getKind())
        .toList();
  }
}
