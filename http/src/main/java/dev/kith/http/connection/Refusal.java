package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Refusal of a malformed request, as a problem (RFC 9457); the connection is closed after it.
 *
 * @param field the invalid header; null if no header is
 */
record Refusal(
    HttpResponseStatus status, String type, String title, String detail, @Nullable String field) {

  static final Refusal INCOMPLETE =
      malformed("The connection ended before the request was complete.", null);

  static Refusal malformed(String detail, @Nullable String field) {
    return new Refusal(
        HttpResponseStatus.BAD_REQUEST,
        "malformed-request",
        "The request is not HTTP",
        detail,
        field);
  }

  /** Refusal of a request that the decoder could not read. */
  static Refusal of(Throwable cause) {
    return switch (cause) {
      case PrematureChannelClosureException _ -> INCOMPLETE;
      case TooLongHttpLineException _ ->
          new Refusal(
              HttpResponseStatus.REQUEST_URI_TOO_LONG,
              "url-too-long",
              "The URL is too long",
              "Send a shorter URL; put long data into a body.",
              null);
      case TooLongHttpHeaderException _ -> tooManyHeaders();
      case TooLongFrameException _ -> tooManyHeaders();
      default ->
          malformed(
              "The request line, a header or a chunk does not conform to RFC 9112: lines end with CR LF, a name and its colon"
                  + " stand together, lengths are decimal and given once, chunk sizes are hexadecimal.",
              null);
    };
  }

  /** Refusal of a body that the decoder could not read. */
  static Refusal ofBody(Throwable cause) {
    return cause instanceof PrematureChannelClosureException
        ? INCOMPLETE
        : malformed(
            "A chunk is not as RFC 9112 has it: its size is hexadecimal, and its extensions and trailers are short.",
            null);
  }

  private static Refusal tooManyHeaders() {
    return new Refusal(
        HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "headers-too-large",
        "The headers are too large",
        "Send fewer or shorter headers.",
        null);
  }

  FullHttpResponse toResponse() {
    var problem =
        new JsonObject()
            .put("type", "https://kith.dev/problems/" + type)
            .put("title", title)
            .put("status", status.code())
            .put("detail", detail);
    if (field != null) {
      problem.put("field", field);
    }
    var body = Unpooled.wrappedBuffer(problem.toBuffer().getBytes());
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    response
        .headers()
        .set(CONTENT_TYPE, "application/problem+json")
        .set(CONTENT_LENGTH, body.readableBytes())
        .set(CACHE_CONTROL, "no-store");
    if (status.equals(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE)) {
      response.headers().set(ACCEPT_ENCODING, "identity");
    }
    return response;
  }
}
