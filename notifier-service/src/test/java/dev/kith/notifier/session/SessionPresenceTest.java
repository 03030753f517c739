package dev.kith.notifier.session;

import static dev.kith.domain.Update.Kind.CHANGED;
import static dev.kith.domain.Update.Kind.REMOVED;
import static dev.kith.notifier.session.SessionFixture.frames;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.notifier.live.LivePresence;
import dev.kith.notifier.live.LiveSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Presence of sessions on real WebSockets. */
class SessionPresenceTest {

  private static final Address ALICE = new Address("alice");
  private static final Address CAROL = new Address("carol");
  private static final String ALICE_ONLINE =
      "{\"type\":\"presence\",\"subject\":\"alice\",\"online\":true}";
  private static final String CAROL_ONLINE =
      "{\"type\":\"presence\",\"subject\":\"carol\",\"online\":true}";
  private static final String ALICE_HIDDEN = "{\"type\":\"presence\",\"subject\":\"alice\"}";

  private final SessionFixture node = new SessionFixture();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void presence_is_sent_besides_updates() throws IOException, InterruptedException {
    node.exact = CompletableFuture.completedFuture(Set.of(ALICE));
    try (var client = node.client()) {
      var session = node.live(7);

      node.tail.poll(
          session,
          it -> {
            it.presence(online(ALICE));
            it.update(TestUpdate.at(8, "alice", CHANGED, "1"));
          });

      assertThat(frames(client, 4).subList(2, 4))
          .containsExactlyInAnyOrder("alice CHANGED 1 @8", ALICE_ONLINE);
    }
  }

  @Test
  void a_viewer_with_coarse_presence_sees_coarse_presence_and_no_transitions()
      throws IOException, InterruptedException {
    node.exact = CompletableFuture.completedFuture(Set.of(CAROL));
    try (var client = node.client()) {
      var session = node.live(7);
      frames(client, 2);

      node.tail.poll(session, it -> it.presence(online(ALICE)));
      node.tail.poll(session, it -> it.presence(online(CAROL)));
      assertThat(frames(client, 1)).containsExactly(CAROL_ONLINE);

      node.tail.poll(
          session,
          it ->
              it.presence(new LivePresence(ALICE, Optional.of(new PresenceView.Online()), false)));
      assertThat(frames(client, 1))
          .containsExactly(
              "{\"type\":\"presence\",\"subject\":\"alice\",\"lastSeen\":\"recently\"}");
    }
  }

  @Test
  void presence_that_was_hidden_while_it_was_checked_is_not_shown()
      throws IOException, InterruptedException {
    var first = new CompletableFuture<Set<Address>>();
    var second = new CompletableFuture<Set<Address>>();
    node.exact = first;
    try (var client = node.client()) {
      var session = node.live(7);
      frames(client, 2);

      node.tail.poll(session, it -> it.presence(online(ALICE)));
      assertThat(TestTail.next(node.asked)).containsExactly(ALICE);
      node.exact = second;
      node.tail.poll(
          session,
          it -> {
            it.presence(new LivePresence(ALICE, Optional.empty(), false));
            it.presence(online(CAROL));
          });
      first.complete(Set.of(ALICE));
      assertThat(TestTail.next(node.asked)).containsExactly(CAROL);
      second.complete(Set.of(CAROL));

      assertThat(frames(client, 2)).containsExactly(ALICE_HIDDEN, CAROL_ONLINE);
    }
  }

  @Test
  void presence_of_a_removed_subject_is_not_shown() throws IOException, InterruptedException {
    var answer = new CompletableFuture<Set<Address>>();
    node.exact = answer;
    try (var client = node.client()) {
      var session = node.live(7);
      frames(client, 2);

      node.tail.poll(session, it -> it.presence(online(ALICE)));
      assertThat(TestTail.next(node.asked)).containsExactly(ALICE);
      node.tail.poll(session, it -> it.presence(online(CAROL)));
      node.tail.poll(session, it -> it.update(TestUpdate.at(8, "alice", REMOVED, "")));
      answer.complete(Set.of(ALICE, CAROL));

      assertThat(frames(client, 2)).containsExactly("alice REMOVED  @8", CAROL_ONLINE);
    }
  }

  @Test
  void presence_is_checked_again_until_the_viewers_partition_answers()
      throws IOException, InterruptedException {
    node.exact = CompletableFuture.failedFuture(new IllegalStateException("moving"));
    try (var client = node.client()) {
      var session = node.live(7);
      frames(client, 2);

      node.tail.poll(session, it -> it.presence(online(ALICE)));
      node.exact = CompletableFuture.completedFuture(Set.of(ALICE));

      assertThat(frames(client, 1)).containsExactly(ALICE_ONLINE);
    }
  }

  @Test
  void presence_is_dropped_when_the_session_starts_again()
      throws IOException, InterruptedException {
    var answer = new CompletableFuture<Set<Address>>();
    node.exact = answer;
    try (var client = node.client()) {
      var session = node.live(7);
      frames(client, 2);

      node.tail.poll(session, it -> it.presence(online(ALICE)));
      assertThat(TestTail.next(node.asked)).containsExactly(ALICE);
      node.tail.poll(session, LiveSession::startAgain);
      answer.complete(Set.of(ALICE, CAROL));
      var again = TestTail.next(node.tail.joined);
      node.tail.poll(
          again,
          it -> {
            it.opened(true);
            it.synced(9);
            it.presence(online(CAROL));
          });

      assertThat(frames(client, 3)).last().isEqualTo(CAROL_ONLINE);
    }
  }

  private static LivePresence online(Address subject) {
    return new LivePresence(subject, Optional.of(new PresenceView.Online()), true);
  }
}
