package dev.kith.bench.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Persistent HTTP connection with one request at a time, which implements only the part of HTTP
 * that the benchmarks need.
 */
final class HttpConnection {

  private static final int NO_HEAD_YET = -1;
  private static final int BUFFER = 16 * 1024;
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
  private final ByteBuffer out = ByteBuffer.allocate(BUFFER);
  private int answerEnd;
  private long sentAt;

  HttpConnection(InetSocketAddress server, Selector selector) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Sends a request. The loop does not wait for the selector: requests are small, and the socket's
   * buffer takes each at once.
   */
  void send(HttpLoop.Requests requests) throws IOException {
    in.clear();
    answerEnd = NO_HEAD_YET;
    requests.writeNext(out.clear());
    out.flip();
    sentAt = System.nanoTime();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Reads the available bytes; returns true when the response is complete. */
  boolean receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("The server closed the connection");
    }
    if (answerEnd == NO_HEAD_YET) {
      answerEnd = readHead();
    }
    return answerEnd != NO_HEAD_YET && in.position() >= answerEnd;
  }

  /** Returns the status of the complete response. */
  int status() {
    return (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + (in.get(11) - '0');
  }

  long sentAt() {
    return sentAt;
  }

  void close() throws IOException {
    channel.close();
  }

  private int readHead() throws IOException {
    int bodyLength = 0;
    int lineStart = 0;
    for (int at = 0; at + 1 < in.position(); at++) {
      if (in.get(at) == '\r' && in.get(at + 1) == '\n') {
        if (at == lineStart) {
          return bounded(at + 2 + bodyLength);
        }
        bodyLength = isLength(lineStart) ? number(lineStart + LENGTH.length, at) : bodyLength;
        lineStart = at + 2;
      }
    }
    return NO_HEAD_YET;
  }

  private static int bounded(int answerLength) throws IOException {
    if (answerLength > BUFFER) {
      throw new IOException("An answer of " + answerLength + " bytes is more than was asked for");
    }
    return answerLength;
  }

  private boolean isLength(int lineStart) {
    for (int index = 0; index < LENGTH.length; index++) {
      if ((in.get(lineStart + index) | 0x20) != (LENGTH[index] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int to) {
    return Integer.parseInt(new String(in.array(), from, to - from, US_ASCII).strip());
  }
}
