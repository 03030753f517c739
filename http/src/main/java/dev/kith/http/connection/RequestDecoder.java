package dev.kith.http.connection;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Request decoder that refuses a message with both a length and a transfer coding. Two servers that
 * read such a message differently can be made to see different requests (RFC 9112 6.3).
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

  RequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length together with Transfer-Encoding");
  }
}
