package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {

  private static final int LIMIT = 16;

  private final MessageAssembler messages = new MessageAssembler(LIMIT);

  @Test
  void a_single_frame_is_a_message() throws MessageAssembler.Refused {
    assertThat(messages.add(text("whole", true))).contains("whole");
    assertThat(messages.add(text("", true))).contains("");
  }

  @Test
  void fragments_are_joined_even_if_the_first_is_empty() throws MessageAssembler.Refused {
    assertThat(messages.add(text("", false))).isEmpty();
    assertThat(messages.add(more("", false))).isEmpty();
    assertThat(messages.add(more("in ", false))).isEmpty();
    assertThat(messages.add(more("parts", true))).contains("in parts");
    assertThat(messages.add(text("next", true))).contains("next");
  }

  @Test
  void a_character_may_be_split_between_fragments() throws MessageAssembler.Refused {
    byte[] cut = "é".getBytes(UTF_8);

    messages.add(WebSocketFrame.textFrame("", false));
    messages.add(WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {cut[0]}), false));

    assertThat(
            messages.add(
                WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {cut[1]}), true)))
        .contains("é");
  }

  @Test
  void a_message_is_bounded_in_size() throws MessageAssembler.Refused {
    assertThat(messages.add(text("x".repeat(LIMIT), true)))
        .isEqualTo(Optional.of("x".repeat(LIMIT)));

    refused(CloseCode.TOO_LARGE, text("x".repeat(LIMIT + 1), true));
    messages.add(text("x".repeat(LIMIT), false));
    refused(CloseCode.TOO_LARGE, more("x", true));
  }

  @Test
  void bytes_and_text_that_is_no_utf_8_are_refused() {
    refused(CloseCode.NOT_TEXT, WebSocketFrame.binaryFrame(Buffer.buffer("b"), true));
    refused(
        CloseCode.NOT_UTF8,
        WebSocketFrame.textFrame("", false),
        WebSocketFrame.continuationFrame(
            Buffer.buffer(new byte[] {(byte) 0xc0, (byte) 0xaf}), true));
  }

  @Test
  void fragments_out_of_order_are_refused() {
    refused(CloseCode.PROTOCOL_ERROR, more("of nothing", true));
    refused(CloseCode.PROTOCOL_ERROR, text("a", false), text("b", true));
  }

  private static void refused(int code, WebSocketFrame... frames) {
    MessageAssembler fresh = new MessageAssembler(LIMIT);
    assertThatThrownBy(
            () -> {
              for (WebSocketFrame frame : frames) {
                fresh.add(frame);
              }
            })
        .isInstanceOfSatisfying(
            MessageAssembler.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private void refused(int code, WebSocketFrame last) {
    assertThatThrownBy(() -> messages.add(last))
        .isInstanceOfSatisfying(
            MessageAssembler.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static WebSocketFrame text(String text, boolean isLast) {
    return WebSocketFrame.textFrame(text, isLast);
  }

  private static WebSocketFrame more(String text, boolean isLast) {
    return WebSocketFrame.continuationFrame(Buffer.buffer(text), isLast);
  }
}
