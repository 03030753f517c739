package dev.kith.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.notifier.streams.SyncTold;
import org.junit.jupiter.api.Test;

class FramesTest {

  @Test
  void a_sync_says_how_far_it_is_and_has_no_cursor() {
    var frames = new Frames(new ObjectMapper());

    var frame = frames.sync(new SyncTold("s1", "running", 10, 1, 4, 2));

    assertThat(frame)
        .isEqualTo(
            "{\"type\":\"sync\",\"syncId\":\"s1\",\"state\":\"running\",\"accepted\":10,\"refused\":1,\"written\":4,\"matched\":2}");
  }
}
