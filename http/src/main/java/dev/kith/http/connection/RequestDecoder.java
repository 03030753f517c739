package dev.kith.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Request decoder that refuses two things that Netty accepts: a message with both a length and a
 * transfer coding, and a chunk size with blanks or control characters around it. Two servers that
 * read such a message differently can be made to see different requests (RFC 9112 6.3, 7.1).
 *
 * <p>Netty does not expose its position in a chunked body, so this class counts the bytes that
 * Netty reads between two chunk sizes.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {

  /** Line with the size of a chunk; blanks are allowed before an extension only. */
  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,15})(?:[ \\t]*;[\\t\\x20-\\x7e\\x80-\\xff]*)?\r\n");

  private static final int CRLF = 2;
  private static final long NOT_CHUNKED = -1;

  /** Bytes before the next chunk size, or {@link #NOT_CHUNKED}. */
  private long untilSize = NOT_CHUNKED;

  private boolean isBroken;

  RequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length together with Transfer-Encoding");
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> decoded)
      throws Exception {
    if (untilSize == 0) {
      beginChunk(bytes, decoded);
    }
    if (isBroken) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    var before = bytes.readableBytes();
    var known = decoded.size();
    super.decode(context, bytes, decoded);
    if (untilSize > 0) {
      untilSize -= before - bytes.readableBytes();
    } else if (decoded.size() > known && isChunked(decoded.getLast())) {
      untilSize = 0;
    }
  }

  /** Reads the size of the next chunk if its line has arrived completely. */
  private void beginChunk(ByteBuf bytes, List<Object> decoded) {
    var begin = bytes.readerIndex();
    var end = bytes.indexOf(begin, bytes.writerIndex(), (byte) '\n') + 1;
    if (end == 0) {
      return;
    }
    var line = CHUNK_SIZE.matcher(bytes.toString(begin, end - begin, ISO_8859_1));
    if (line.matches()) {
      var size = Long.parseLong(line.group(1), 16);
      untilSize = size == 0 ? NOT_CHUNKED : end - begin + size + CRLF;
    } else {
      isBroken = true;
      untilSize = NOT_CHUNKED;
      decoded.add(malformed());
    }
  }

  private static boolean isChunked(Object message) {
    return message instanceof HttpRequest request && HttpUtil.isTransferEncodingChunked(request);
  }

  private static DefaultLastHttpContent malformed() {
    var content = new DefaultLastHttpContent();
    content.setDecoderResult(
        DecoderResult.failure(new NumberFormatException("Malformed chunk size")));
    return content;
  }
}
