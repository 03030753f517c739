package dev.kith.bench.screens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Test of the parsing of frames, on which the counts of the benchmark depend. */
class FramesOnTheWireTest {

  private static final String UPDATE =
      "{\"type\":\"update\",\"cursor\":\"1:17.x\",\"subject\":\"alice\",\"kind\":\"changed\",\"profile\":{\"address\":\"alice\",\"status\":\"4711\"}}";

  @Test
  void a_frame_is_found_when_its_last_byte_is_there_and_not_before() {
    for (int length : new int[] {0, 125, 126, 200, 60_000}) {
      byte[] bytes = frame("x".repeat(length));
      int start = WireFrames.payloadStart(bytes, 0, bytes.length);
      assertThat(WireFrames.payloadEnd(bytes, 0, start, bytes.length)).isEqualTo(bytes.length);
      assertThat(bytes.length - start).isEqualTo(length);
      assertThat(WireFrames.kind(bytes, 0)).isEqualTo(WireFrames.TEXT);
      assertThat(WireFrames.payloadEnd(bytes, 0, start, bytes.length - 1))
          .isEqualTo(WireFrames.INCOMPLETE);
      assertThat(WireFrames.payloadStart(bytes, 0, 1)).isEqualTo(WireFrames.INCOMPLETE);
    }
  }

  @Test
  void an_update_tells_its_cursor_and_the_number_that_is_its_status() {
    byte[] text = UPDATE.getBytes(UTF_8);
    assertThat(FrameText.isUpdate(text, 0, text.length)).isTrue();
    assertThat(FrameText.cursor(text, 0, text.length)).isEqualTo("1:17.x");
    assertThat(FrameText.number(text, 0, text.length)).isEqualTo(4_711);
  }

  @Test
  void what_has_no_number_counts_for_no_change() {
    byte[] hidden = UPDATE.replace("4711", "out").getBytes(UTF_8);
    assertThat(FrameText.number(hidden, 0, hidden.length)).isEqualTo(FrameText.NO_NUMBER);
  }

  @Test
  void hello_and_synced_are_told_apart_from_how_far_a_sync_has_come() {
    assertThat(isSynced("{\"type\":\"synced\",\"cursor\":\"1:17\"}")).isTrue();
    assertThat(isSynced("{\"type\":\"sync\",\"syncId\":\"1\",\"state\":\"done\"}")).isFalse();
    byte[] hello = "{\"type\":\"hello\",\"cursor\":\"1:17\",\"recovered\":true}".getBytes(UTF_8);
    assertThat(FrameText.isHello(hello, 0, hello.length)).isTrue();
    assertThat(FrameText.isRecovered(hello, 0, hello.length)).isTrue();
  }

  private static boolean isSynced(String frame) {
    byte[] text = frame.getBytes(UTF_8);
    return FrameText.isSynced(text, 0, text.length);
  }

  private static byte[] frame(String text) {
    ByteBuffer frame = WireFrames.text(text.getBytes(UTF_8));
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }
}
