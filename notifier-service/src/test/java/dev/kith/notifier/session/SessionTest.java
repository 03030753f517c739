package dev.kith.notifier.session;

import static dev.kith.domain.Update.Kind.CHANGED;
import static dev.kith.domain.Update.Kind.JOINED;
import static dev.kith.domain.Update.Kind.REMOVED;
import static dev.kith.notifier.session.SessionFixture.frames;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.tail.SyncUpdate;
import dev.kith.notifier.wire.CloseCode;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions on real WebSockets. */
class SessionTest {

  private static final String HELLO = "{\"type\":\"hello\",\"recovered\":false}";
  private static final String LONG = "x".repeat(20_000);

  private final SessionFixture node = new SessionFixture();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void a_snapshot_is_followed_by_live_updates() throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.joined(Optional.empty());
      assertThat(session.since()).isEmpty();

      node.tail.poll(session, it -> it.opened(false));
      assertThat(frames(client, 1)).containsExactly(HELLO);
      assertThat(TestTail.next(node.tail.requested)).isEqualTo(Pending.PAGE);
      node.tail.poll(
          session,
          it -> {
            it.entry(TestUpdate.of("alice", CHANGED, "1"));
            it.update(TestUpdate.of("carol", JOINED, "1"));
            it.synced(7);
          });
      assertThat(frames(client, 3)).containsExactly("alice CHANGED 1", "carol JOINED 1", synced(7));
      node.tail.poll(session, it -> it.update(TestUpdate.at(8, "alice", CHANGED, "2")));

      assertThat(frames(client, 1)).containsExactly("alice CHANGED 2 @8");
    }
  }

  @Test
  void a_client_resumes_from_a_cursor_of_its_partition_and_topic()
      throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.joined(Optional.of(TestUpdate.cursor(5)));
      assertThat(session.since()).contains(5L);

      node.tail.poll(
          session,
          it -> {
            it.opened(true);
            it.entry(TestUpdate.of("alice", REMOVED, ""));
            it.synced(7);
          });

      assertThat(frames(client, 3)).containsExactly(recovered(5), "alice REMOVED ", synced(7));
    }
  }

  @Test
  void other_cursors_are_none() throws IOException, InterruptedException {
    for (var cursor :
        List.of(
            new Cursor(TestUpdate.PARTITION + 1, 5, TestUpdate.TOPIC),
            new Cursor(TestUpdate.PARTITION, 5, "another1"))) {
      try (var _ = node.client()) {
        assertThat(node.joined(Optional.of(cursor)).since()).isEmpty();
      }
    }
  }

  @Test
  void a_session_waits_until_the_identity_of_the_topic_is_known()
      throws IOException, InterruptedException {
    node.topic = Future.failedFuture("the broker does not answer");
    try (var _ = node.client()) {
      node.open(Optional.of(TestUpdate.cursor(5)));
      assertThat(node.tail.joined).isEmpty();
      node.topic = Future.succeededFuture(TestUpdate.TOPIC);

      assertThat(TestTail.next(node.tail.joined).since()).contains(5L);
    }
  }

  @Test
  void entries_are_requested_as_fast_as_the_client_reads()
      throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.joined(Optional.empty());
      node.tail.poll(session, it -> it.opened(false));
      assertThat(TestTail.next(node.tail.requested)).isEqualTo(Pending.PAGE);
      node.tail.poll(session, it -> offerPage(it, 0));
      node.tail.run(() -> {});
      assertThat(node.tail.requested).as("while the client does not read").isEmpty();

      assertThat(frames(client, 1 + Pending.PAGE)).last().isEqualTo(entry(Pending.PAGE - 1));
      assertThat(TestTail.next(node.tail.requested)).isEqualTo(Pending.PAGE);
      node.tail.poll(
          session,
          it -> {
            offerPage(it, Pending.PAGE);
            it.synced(7);
          });

      assertThat(frames(client, Pending.PAGE + 1)).last().isEqualTo(synced(7));
    }
  }

  @Test
  void updates_of_a_slow_client_are_merged() throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.live(7);
      var count = 2_000;
      for (var i = 0; i < count; i++) {
        var offset = 8 + i;
        node.tail.poll(session, it -> it.update(TestUpdate.at(offset, "alice", CHANGED, LONG)));
      }

      var received = new ArrayList<String>();
      while (received.isEmpty() || !received.getLast().endsWith("@" + (7 + count))) {
        received.addAll(frames(client, 1));
      }
      assertThat(received).hasSizeLessThan(count / 2);
      assertThat(node.metrics.counter("kith.sessions.slow").count()).isZero();
    }
  }

  @Test
  void a_client_that_is_too_slow_is_closed() throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.live(7);
      var count = 2_000;
      for (var i = 0; i < count; i++) {
        var offset = 8 + i;
        node.tail.poll(
            session, it -> it.update(TestUpdate.at(offset, "user-" + offset, CHANGED, LONG)));
      }

      var received = new ArrayList<String>();
      while (received.isEmpty() || !received.getLast().startsWith("close")) {
        received.addAll(frames(client, 1));
      }
      assertThat(received).last().isEqualTo("close " + CloseCode.TRY_AGAIN);
      assertThat(received).hasSizeLessThan(count);
      assertThat(node.metrics.counter("kith.sessions.slow").count()).isEqualTo(1);
    }
  }

  @Test
  void a_session_that_starts_again_resumes_from_the_last_cursor_that_was_sent()
      throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.live(7);
      node.tail.poll(session, it -> it.update(TestUpdate.at(8, "alice", CHANGED, "1")));
      assertThat(frames(client, 3)).last().isEqualTo("alice CHANGED 1 @8");
      SessionFixture.written(session);

      node.tail.poll(
          session,
          it -> {
            it.update(TestUpdate.at(9, "alice", CHANGED, "2"));
            it.startAgain();
          });
      var again = TestTail.next(node.tail.joined);
      assertThat(again.since()).contains(8L);
      node.tail.poll(
          again,
          it -> {
            it.opened(true);
            it.synced(10);
          });

      assertThat(frames(client, 2)).containsExactly(recovered(8), synced(10));
    }
  }

  @Test
  void a_snapshot_that_was_broken_off_begins_again() throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.joined(Optional.of(TestUpdate.cursor(5)));
      node.tail.poll(
          session,
          it -> {
            it.opened(false);
            it.entry(TestUpdate.of("alice", CHANGED, "1"));
          });
      assertThat(frames(client, 2)).containsExactly(HELLO, "alice CHANGED 1");

      node.tail.poll(session, LiveSession::startAgain);
      var again = TestTail.next(node.tail.joined);

      assertThat(again.since()).as("the client has forgotten what it had").isEmpty();
    }
  }

  @Test
  void frames_of_a_poll_are_written_after_it_and_encoded_once_for_all_sessions()
      throws IOException, InterruptedException {
    var update = TestUpdate.at(8, "alice", CHANGED, "1");
    try (var one = node.client();
        var other = node.client()) {
      var sessions = List.of(node.live(7), node.live(7));
      frames(one, 2);
      frames(other, 2);

      node.tail.run(() -> sessions.forEach(session -> session.update(update)));
      assertThat(one.hasInput()).as("before the end of the poll").isFalse();
      node.tail.run(node.tail.eventLoops::polled);

      assertThat(frames(one, 1)).isEqualTo(frames(other, 1)).containsExactly("alice CHANGED 1 @8");
      assertThat(update.forms()).isEqualTo(1);
    }
  }

  @Test
  void an_event_stream_has_cursors_as_ids_and_begins_a_snapshot_with_none()
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var stream = http.sendAsync(request(), HttpResponse.BodyHandlers.ofLines());
      var session = node.joined(Optional.empty());
      node.tail.poll(
          session,
          it -> {
            it.opened(false);
            it.entry(TestUpdate.of("alice", CHANGED, "1"));
            it.synced(7);
            it.update(TestUpdate.at(8, "carol", JOINED, "1"));
          });
      node.tail.poll(session, it -> ((Session) it).close(CloseCode.RESTARTING, "restarting"));

      assertThat(stream.join().body().filter(line -> !line.isEmpty()))
          .containsExactly(
              "retry: 1000",
              "id: -",
              "data: " + HELLO,
              "data: alice CHANGED 1",
              "id: " + TestUpdate.cursor(7),
              "data: " + synced(7),
              "id: " + TestUpdate.cursor(8),
              "data: carol JOINED 1 @8",
              "data: {\"type\":\"end\",\"code\":1012,\"reason\":\"restarting\"}");
    }
  }

  @Test
  void the_progress_of_syncs_is_sent() throws IOException, InterruptedException {
    try (var client = node.client()) {
      node.live(7);
      frames(client, 2);
      var syncs = TestTail.next(node.tail.syncs);
      assertThat(syncs.partition()).isEqualTo(SessionFixture.SYNCS_PARTITION);
      assertThat(syncs.subscriber()).isEqualTo(SessionFixture.BOB);

      syncs.offer(new SyncUpdate("s1", "done", 10, 1, 4, 2));

      assertThat(frames(client, 1))
          .containsExactly(
              "{\"type\":\"sync\",\"syncId\":\"s1\",\"state\":\"done\",\"accepted\":10,\"refused\":1,\"written\":4,\"matched\":2}");
    }
  }

  @Test
  void a_session_that_ends_leaves_the_tails() throws IOException, InterruptedException {
    try (var _ = node.client()) {
      var accepted = node.open(Optional.empty());
      var session = TestTail.next(node.tail.joined);

      node.tail.run(() -> accepted.onContext(accepted::closed));

      assertThat(TestTail.next(node.tail.left)).isEqualTo(session);
      assertThat(TestTail.next(node.tail.leftSyncs)).isEqualTo(TestTail.next(node.tail.syncs));
      assertThat(accepted.isOpen()).isFalse();
    }
  }

  @Test
  void a_client_that_answers_no_pings_is_closed() throws IOException, InterruptedException {
    try (var client = node.client()) {
      var session = node.open(Optional.empty());
      var start = System.currentTimeMillis();

      session.pingEach(25_000, start + 10_000);
      for (var ping = 1; ping <= 3; ping++) {
        session.pingEach(25_000, start + ping * 26_000L);
      }

      assertThat(frames(client, 3)).containsExactly("ping", "ping", "close " + CloseCode.NO_PONG);
      assertThat(session.lastSign(start + 90_000))
          .as("a client that is gone was there when it was heard last")
          .isLessThan(start + 26_000);
    }
  }

  @Test
  void a_token_expires_unless_it_is_renewed() throws IOException, InterruptedException {
    try (var _ = node.client()) {
      var session = node.open(Optional.empty());

      assertThat(session.hasExpired(SessionFixture.EXPIRES - 1)).isFalse();
      assertThat(session.hasExpired(SessionFixture.EXPIRES)).isTrue();
      session.renew(new SessionToken("Bearer other", SessionFixture.EXPIRES + 1));
      assertThat(session.hasExpired(SessionFixture.EXPIRES)).isFalse();
    }
  }

  private static void offerPage(LiveSession session, int first) {
    for (var i = first; i < first + Pending.PAGE; i++) {
      session.entry(TestUpdate.of("user-" + i, CHANGED, LONG));
    }
  }

  private static String entry(int i) {
    return "user-" + i + " CHANGED " + LONG;
  }

  private static String synced(long offset) {
    return "{\"type\":\"synced\",\"cursor\":\"" + TestUpdate.cursor(offset) + "\"}";
  }

  private static String recovered(long offset) {
    return "{\"type\":\"hello\",\"cursor\":\""
        + TestUpdate.cursor(offset)
        + "\",\"recovered\":true}";
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.server.port())).build();
  }
}
