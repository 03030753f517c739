package dev.kith.http.connection;

import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.DATE;
import static io.netty.handler.codec.http.HttpHeaderNames.TRANSFER_ENCODING;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Form of responses: framing that the request's HTTP version supports, and a date. */
final class AnswerForm {

  /** RFC 9110 5.6.7. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private AnswerForm() {}

  /**
   * Adapts the headers; returns whether the connection ends after this response, which then has
   * {@code Connection: close}.
   */
  static boolean adapt(HttpResponse answer, Exchange exchange, boolean isLast) {
    var headers = answer.headers();
    if (hasNoBody(answer.status())) {
      // a client that expected a body would wait indefinitely (RFC 9112 6.1)
      headers.remove(TRANSFER_ENCODING).remove(CONTENT_LENGTH);
    }
    if (answer.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
      headers.set(UPGRADE, HttpHeaderValues.WEBSOCKET).set(CONNECTION, HttpHeaderValues.UPGRADE);
    }
    var endsBody =
        exchange.isHttp10
            && (headers.contains(TRANSFER_ENCODING)
                || (!headers.contains(CONTENT_LENGTH) && !hasNoBody(answer.status())));
    if (exchange.isHttp10) {
      headers.remove(TRANSFER_ENCODING);
    }
    var ends = endsBody || isLast;
    if (ends) {
      headers.set(CONNECTION, HttpHeaderValues.CLOSE);
    } else if (exchange.isHttp10 && exchange.keepsConnection) {
      // a client of HTTP/1.0 reads to the end of the connection unless this is there (RFC 9112
      // C.2.2)
      headers.set(CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    if (!headers.contains(DATE)) {
      headers.set(DATE, HTTP_DATE.format(Instant.now()));
    }
    exchange.isEventStream = isEventStream(headers);
    return ends;
  }

  private static boolean hasNoBody(HttpResponseStatus status) {
    return status.equals(HttpResponseStatus.NO_CONTENT)
        || status.equals(HttpResponseStatus.NOT_MODIFIED);
  }

  private static boolean isEventStream(HttpHeaders headers) {
    var type = headers.get(CONTENT_TYPE);
    return type != null && type.startsWith("text/event-stream");
  }
}
