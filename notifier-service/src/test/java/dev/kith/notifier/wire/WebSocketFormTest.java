package dev.kith.notifier.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's decoder, which checks RFC 6455, reads what the form encodes. */
class WebSocketFormTest {

  private static final int LARGEST = 200_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 32_767, 32_768, 32_769, 65_536, 65_600})
  void a_client_decodes_one_message_of_any_length(int length) {
    var text = "x".repeat(length);
    var client =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(WebSocketForm.MAX_FRAME)
                    .build()),
            new WebSocketFrameAggregator(LARGEST));

    client.writeInbound(Unpooled.wrappedBuffer(WebSocketForm.encode(text.getBytes(UTF_8))));

    WebSocketFrame message = client.readInbound();
    assertThat(message).isInstanceOf(TextWebSocketFrame.class);
    assertThat(message.content().toString(UTF_8)).isEqualTo(text);
    message.release();
    assertThat(client.<Object>readInbound()).as("after the message").isNull();
    assertThat(client.finish()).as("bytes left").isFalse();
  }
}
