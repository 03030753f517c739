package dev.kith.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Handler of one HTTP/1.1 connection that refuses malformed requests and adapts each response to
 * the HTTP version and connection options of its request. A refusal is sent in its turn among the
 * responses to pipelined requests.
 *
 * <p>It is between the codec and Vert.x. After an upgrade it passes everything on unchanged.
 */
public final class ConnectionGate extends ChannelDuplexHandler {

  private static final String NAME = "kith-gate";
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  private static final String VERTX_DECODER = "httpDecoder";
  private static final String VERTX_HANDLER = "handler";

  /**
   * Time for which the rest of a refused request is read, so that the client can read the response.
   */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final AllowedOrigins origins;

  /** Requests whose responses are not complete, in the order of the requests. */
  private final Deque<Exchange> exchanges = new ArrayDeque<>();

  private boolean isUpgraded;
  private boolean isRefusing;
  private boolean endsWhenAnswered;

  private ConnectionGate(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** Installs a gate in a new connection of a Vert.x server with these options. */
  public static void install(
      HttpConnection connection, HttpServerOptions options, AllowedOrigins origins) {
    install(((ConnectionBase) connection).channel().pipeline(), options, origins);
  }

  /**
   * Installs a gate in the pipeline that Vert.x has made for a connection.
   *
   * @return false if the pipeline is not one of HTTP/1.1, or not yet
   */
  public static boolean install(
      ChannelPipeline pipeline, HttpServerOptions options, AllowedOrigins origins) {
    if (pipeline.get(VERTX_DECODER) == null || pipeline.get(VERTX_HANDLER) == null) {
      return false;
    }
    pipeline.replace(VERTX_DECODER, VERTX_DECODER, new RequestDecoder(options));
    pipeline.addBefore(VERTX_HANDLER, NAME, new ConnectionGate(origins));
    return true;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    // a client may close its sending side after the request and wait for the response
    context.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isUpgraded) {
      context.fireChannelRead(message);
    } else if (isRefusing) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request) {
      requested(context, request);
    } else if (message instanceof HttpContent content && !exchanges.isEmpty()) {
      received(context, content, exchanges.getLast());
    } else {
      context.fireChannelRead(message);
    }
  }

  private void requested(ChannelHandlerContext context, HttpRequest request) {
    var refusal =
        request.decoderResult().isFailure()
            ? Optional.of(Refusal.of(request.decoderResult().cause()))
            : RequestRules.check(request);
    var exchange = new Exchange(request);
    exchanges.add(exchange);
    if (refusal.isPresent()) {
      ReferenceCountUtil.release(request);
      refuse(context, exchange, refusal.get());
    } else if (origins.isPreflight(request)) {
      exchange.ownAnswer = noContent();
      origins.putPreflight(exchange.ownAnswer.headers());
    } else if (request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
      exchange.ownAnswer = noContent();
      exchange.ownAnswer.headers().set(HttpHeaderNames.ALLOW, METHODS);
    } else {
      // the proxy library withholds a response to HTTP/1.0 until its end; the gate adapts the
      // response
      if (exchange.isHttp10) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (!exchange.keepsConnection) {
          request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (!request.headers().contains(HttpHeaderNames.HOST)) {
          request.headers().set(HttpHeaderNames.HOST, "localhost");
        }
      }
      context.fireChannelRead(request);
    }
  }

  private void received(ChannelHandlerContext context, HttpContent content, Exchange exchange) {
    if (content.decoderResult().isFailure()) {
      ReferenceCountUtil.release(content);
      refuse(context, exchange, Refusal.ofBody(content.decoderResult().cause()));
      return;
    }
    exchange.isReceived |= content instanceof LastHttpContent;
    if (exchange.ownAnswer == null) {
      context.fireChannelRead(content);
    } else {
      ReferenceCountUtil.release(content);
      answerIfDue(context);
    }
  }

  private void refuse(ChannelHandlerContext context, Exchange exchange, Refusal refusal) {
    isRefusing = true;
    if (exchange.isAnswerBegun) {
      var _ = context.close();
      return;
    }
    exchange.ownAnswer = refusal.toResponse();
    answerIfDue(context);
  }

  /** Sends the responses of the gate itself that are next in order. */
  private void answerIfDue(ChannelHandlerContext context) {
    var due = exchanges.peek();
    if (due == null || due.ownAnswer == null) {
      return;
    }
    var isLast = isRefusing && exchanges.size() == 1;
    if (!isLast && !due.isReceived) {
      return;
    }
    exchanges.remove();
    var answer = due.ownAnswer;
    var ends = isLast || endsWhenAnswered || !due.keepsConnection;
    AnswerForm.adapt(answer, due, ends);
    origins.put(due.origin, answer.headers());
    if (due.isHead) {
      answer.content().clear();
    }
    var written = context.writeAndFlush(answer);
    if (isLast) {
      var _ = written.addListener(_ -> linger(context));
    } else if (ends) {
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    } else {
      answerIfDue(context);
    }
  }

  /**
   * Closes the connection after a delay in which the client can read the response: a reset could
   * discard the response.
   */
  private static void linger(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel duplex
        && context.pipeline().get(SslHandler.class) == null) {
      var _ = duplex.shutdownOutput();
      duplex.config().setAutoRead(true);
      var _ =
          context
              .executor()
              .schedule(() -> close(context), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      close(context);
    }
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    var exchange = exchanges.peek();
    if (isUpgraded || exchange == null) {
      var _ = context.write(message, promise);
      return;
    }
    if (exchange.ownAnswer != null) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (isRepeatedContinue(message, exchange)) {
      ReferenceCountUtil.release(message);
      promise.trySuccess();
      return;
    }
    if (message instanceof HttpResponse answer && !begin(answer, exchange)) {
      var _ = context.write(message, promise);
      return;
    }
    if (message instanceof LastHttpContent) {
      exchanges.remove();
      var end = promise.unvoid();
      var _ = context.write(message, end);
      ended(context, end);
    } else {
      var _ = context.write(message, promise);
    }
  }

  /**
   * Returns true for a second {@code 100 Continue}: both Vert.x and the reader of the body may send
   * one.
   */
  private static boolean isRepeatedContinue(Object message, Exchange exchange) {
    if (!(message instanceof HttpResponse answer)
        || !answer.status().equals(HttpResponseStatus.CONTINUE)) {
      return false;
    }
    var isRepeated = exchange.isContinued;
    exchange.isContinued = true;
    return isRepeated;
  }

  /**
   * Begins a final response; returns false for an interim response and for a change of protocols.
   */
  private boolean begin(HttpResponse answer, Exchange exchange) {
    if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      isUpgraded = answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
      return false;
    }
    exchange.isAnswerBegun = true;
    endsWhenAnswered |=
        AnswerForm.adapt(answer, exchange, endsWhenAnswered && exchanges.size() == 1);
    origins.put(exchange.origin, answer.headers());
    return true;
  }

  private void ended(ChannelHandlerContext context, ChannelPromise end) {
    if (endsWhenAnswered && exchanges.isEmpty()) {
      var _ = end.addListener(ChannelFutureListener.CLOSE);
    } else {
      answerIfDue(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      halfClosed(context);
    }
    context.fireUserEventTriggered(event);
  }

  /**
   * Handles a client that has closed its sending side. A pending event stream or opening of a
   * WebSocket ends then, because the client may have closed the connection completely.
   */
  private void halfClosed(ChannelHandlerContext context) {
    var last = exchanges.peekLast();
    if (isUpgraded || last == null || last.isEventStream || last.asksForUpgrade) {
      var _ = context.close();
    } else if (!last.isReceived && !isRefusing) {
      refuse(context, last, Refusal.INCOMPLETE);
    } else {
      endsWhenAnswered = true;
    }
  }

  private static FullHttpResponse noContent() {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
  }
}
