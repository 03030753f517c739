package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventStreamFormTest {

  private static final byte[] JSON = "{\"name\":\"Åse\"}".getBytes(UTF_8);

  @Test
  void an_event_has_the_cursor_as_its_id() {
    assertThat(EventStreamForm.encode("5:901:Q7xk_1aB", JSON))
        .isEqualTo("id: 5:901:Q7xk_1aB\ndata: {\"name\":\"Åse\"}\n\n".getBytes(UTF_8));
  }

  @Test
  void a_frame_without_a_cursor_has_no_id() {
    assertThat(EventStreamForm.encode(JSON))
        .isEqualTo("data: {\"name\":\"Åse\"}\n\n".getBytes(UTF_8));
  }
}
