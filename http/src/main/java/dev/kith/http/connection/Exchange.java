package dev.kith.http.connection;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Request of a connection, and the progress of it and its response. */
final class Exchange {

  final boolean isHead;
  final boolean isHttp10;
  final boolean keepsConnection;
  final boolean asksForUpgrade;
  final @Nullable String origin;

  /** Response of the gate itself; null if the application answers. */
  @Nullable FullHttpResponse ownAnswer;

  boolean isReceived;
  boolean isContinued;
  boolean isAnswerBegun;
  boolean isEventStream;

  Exchange(HttpRequest request) {
    this.isHead = request.method().equals(HttpMethod.HEAD);
    this.isHttp10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    this.keepsConnection = HttpUtil.isKeepAlive(request);
    this.asksForUpgrade =
        request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
    this.origin = request.headers().get(HttpHeaderNames.ORIGIN);
  }
}
