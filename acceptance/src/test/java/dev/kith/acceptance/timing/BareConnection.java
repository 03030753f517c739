package dev.kith.acceptance.timing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/**
 * Keep-alive connection that one thread uses. The threads and queues of an HTTP client would take
 * longer, and vary more, than the time to be measured.
 */
public final class BareConnection implements AutoCloseable {

  private static final String END_OF_HEADERS = "\r\n\r\n";
  private static final String LENGTH = "\ncontent-length:";
  private static final int LARGEST_ANSWER = 1 << 16;

  private final Socket socket;
  private final byte[] buffer = new byte[LARGEST_ANSWER];

  public BareConnection(URI service) {
    try {
      socket = new Socket(service.getHost(), service.getPort());
      socket.setTcpNoDelay(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Response as it was received, and the time from the first byte of the request to its end. */
  public record Timed(long nanos, String answer) {}

  /** Encodes a request in advance, so that encoding is not measured. */
  public static byte[] request(String method, String path, String token, String body) {
    String content =
        body.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n";
    return "%s %s HTTP/1.1\r\nHost: kith\r\nAuthorization: Bearer %s\r\n%s\r\n%s"
        .formatted(method, path, token, content, body)
        .getBytes(UTF_8);
  }

  public Timed send(byte[] request) {
    try {
      long start = System.nanoTime();
      socket.getOutputStream().write(request);
      int length = receive(socket.getInputStream());
      return new Timed(System.nanoTime() - start, new String(buffer, 0, length, ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads until the response is complete, and returns its length. */
  private int receive(InputStream in) throws IOException {
    int length = 0;
    int complete = Integer.MAX_VALUE;
    while (length < complete) {
      int more = in.read(buffer, length, buffer.length - length);
      if (more < 0) {
        throw new IOException("The connection ended after " + length + " bytes of an answer");
      }
      length += more;
      if (complete == Integer.MAX_VALUE) {
        complete = completeLength(new String(buffer, 0, length, ISO_8859_1));
      }
    }
    return length;
  }

  private static int completeLength(String begun) {
    int end = begun.indexOf(END_OF_HEADERS);
    if (end < 0) {
      return Integer.MAX_VALUE;
    }
    int header = begun.toLowerCase(java.util.Locale.ROOT).indexOf(LENGTH);
    if (header < 0 || header > end) {
      throw new AssertionError("An answer without a length: " + begun);
    }
    int from = header + LENGTH.length();
    int body = Integer.parseInt(begun.substring(from, begun.indexOf('\r', from)).strip());
    return end + END_OF_HEADERS.length() + body;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
