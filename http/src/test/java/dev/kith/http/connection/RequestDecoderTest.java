package dev.kith.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {

  private static final String HEAD = "PUT /%s HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** 32 bytes. */
  private static final String LIKE_SIZES = "0\r\n 1\0\r\n".repeat(4);

  /** Requests with chunks whose content looks like sizes, extensions and trailers. */
  private static final String REQUESTS =
      HEAD.formatted("a")
          + "5\r\n 2 \r\n\r\nA\r\n0123456789\r\n020;x=\"y\" ; z\r\n"
          + LIKE_SIZES
          + "\r\n0\r\nX-A: 1\r\n\r\n"
          + "GET /b HTTP/1.1\r\n\r\n"
          + HEAD.formatted("c")
          + "1\r\n \r\n0;\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 1000})
  void chunks_may_arrive_in_any_pieces(int piece) {
    assertThat(decoded(REQUESTS, piece))
        .isEqualTo("[/a] 2 \r\n0123456789" + LIKE_SIZES + "[/b][/c] ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000})
  void a_malformed_size_ends_what_is_decoded(int piece) {
    assertThat(
            decoded(
                HEAD.formatted("a") + "1\r\nx\r\n1 \r\ny\r\n0\r\n\r\n" + HEAD.formatted("b"),
                piece))
        .isEqualTo("[/a]x(refused)");
  }

  @Test
  void a_body_with_a_length_is_not_looked_into() {
    assertThat(decoded("PUT /a HTTP/1.1\r\nContent-Length: 6\r\n\r\n 1 \r\n\n", 1))
        .isEqualTo("[/a] 1 \r\n\n");
  }

  private static String decoded(String requests, int piece) {
    var channel = new EmbeddedChannel(new RequestDecoder(new HttpServerOptions()));
    var bytes = requests.getBytes(ISO_8859_1);
    for (var at = 0; at < bytes.length; at += piece) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
    }
    var text = new StringBuilder();
    for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
      text.append(
          part.decoderResult().isFailure()
              ? "(refused)"
              : switch (part) {
                case HttpRequest request -> "[" + request.uri() + "]";
                case HttpContent content -> content.content().toString(ISO_8859_1);
                default -> "";
              });
    }
    var _ = channel.finishAndReleaseAll();
    return text.toString();
  }
}
