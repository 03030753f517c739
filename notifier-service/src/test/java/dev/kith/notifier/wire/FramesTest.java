package dev.kith.notifier.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Recency;
import dev.kith.kit.problem.Problem;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.tail.SyncUpdate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramesTest {

  @Test
  void presence_frames_contain_only_what_is_visible() {
    assertThat(presence(Optional.of(new PresenceView.Online())))
        .isEqualTo("{\"type\":\"presence\",\"subject\":\"alice\",\"online\":true}");
    assertThat(
            presence(
                Optional.of(new PresenceView.Offline(Instant.parse("2026-11-21T10:15:30.123Z")))))
        .isEqualTo(
            "{\"type\":\"presence\",\"subject\":\"alice\",\"online\":false,\"lastSeen\":\"2026-11-21T10:15:30Z\"}");
    assertThat(presence(Optional.of(new PresenceView.Roughly(Recency.THIS_MONTH))))
        .isEqualTo("{\"type\":\"presence\",\"subject\":\"alice\",\"lastSeen\":\"this-month\"}");
    assertThat(presence(Optional.empty()))
        .isEqualTo("{\"type\":\"presence\",\"subject\":\"alice\"}");
  }

  private static String presence(Optional<PresenceView> shown) {
    return new Frames(new ObjectMapper()).presence(new Address("alice"), shown);
  }

  @Test
  void a_sync_frame_has_progress_and_no_cursor() {
    var frames = new Frames(new ObjectMapper());

    var frame = frames.sync(new SyncUpdate("s1", "running", 10, 1, 4, 2));

    assertThat(frame)
        .isEqualTo(
            "{\"type\":\"sync\",\"syncId\":\"s1\",\"state\":\"running\",\"accepted\":10,\"refused\":1,\"written\":4,\"matched\":2}");
  }

  @Test
  void answers_to_a_client_have_a_type() {
    var frames = new Frames(new ObjectMapper());

    assertThat(frames.token(Instant.parse("2026-11-21T10:15:30Z")))
        .isEqualTo("{\"type\":\"token\",\"expires\":\"2026-11-21T10:15:30Z\"}");
    assertThat(frames.end(4401, "the token has expired"))
        .isEqualTo("{\"type\":\"end\",\"code\":4401,\"reason\":\"the token has expired\"}");
    assertThat(frames.problem(Problem.of(Problem.Kind.FORBIDDEN, "Why.", "token")))
        .startsWith(
            "{\"type\":\"problem\",\"problem\":{\"type\":\"https://kith.dev/problems/forbidden\",");
  }

  @Test
  void only_a_hello_that_recovers_has_a_cursor() {
    var frames = new Frames(new ObjectMapper());

    assertThat(frames.helloSnapshot()).isEqualTo("{\"type\":\"hello\",\"recovered\":false}");
    assertThat(frames.helloRecovered(new Cursor(5, 901, "Q7xk_1aB")))
        .isEqualTo("{\"type\":\"hello\",\"cursor\":\"5:901:Q7xk_1aB\",\"recovered\":true}");
  }

  @Test
  void synced_has_the_cursor_from_which_the_client_may_resume() {
    var frames = new Frames(new ObjectMapper());

    assertThat(frames.synced(new Cursor(5, 902, "Q7xk_1aB")))
        .isEqualTo("{\"type\":\"synced\",\"cursor\":\"5:902:Q7xk_1aB\"}");
  }

  @Test
  void the_answer_to_a_ping_has_nothing_but_its_type() {
    assertThat(new Frames(new ObjectMapper()).pong()).isEqualTo("{\"type\":\"pong\"}");
  }
}
