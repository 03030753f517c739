package dev.kith.acceptance.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Client that sends raw bytes, which no HTTP client would send, over a new connection, and reads
 * until the other side ends the connection.
 */
public final class RawHttp {

  private static final int ANSWER_MILLIS = 20_000;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

  private RawHttp() {}

  /** All responses of one connection, as text. */
  public record Received(String text) {

    /** Statuses of the responses, in order. */
    public List<Integer> statuses() {
      return STATUS.matcher(text).results().map(found -> Integer.parseInt(found.group(1))).toList();
    }

    /** Value of a header of the first response. */
    public Optional<String> header(String name) {
      return Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$")
          .matcher(head())
          .results()
          .map(found -> found.group(1))
          .findFirst();
    }

    /** Number of times that a header is in the first response. */
    public long count(String name) {
      return head()
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .count();
    }

    /** Everything after the head of the first response, including further responses. */
    public String body() {
      int end = text.indexOf("\r\n\r\n");
      return end < 0 ? "" : text.substring(end + 4);
    }

    private String head() {
      return text.substring(0, text.length() - body().length());
    }
  }

  /**
   * Sends bytes and reads until the other side ends the connection.
   *
   * @throws UncheckedIOException if nothing arrives for 20 s while the connection is open
   */
  public static Received send(URI to, String request) {
    return with(to, request, socket -> receiveUntil("", socket));
  }

  /** Like {@link #send}, but closes the client's half of the connection after the request. */
  public static Received sendAndHalfClose(URI to, String request) {
    return with(
        to,
        request,
        socket -> {
          socket.shutdownOutput();
          return receiveUntil("", socket);
        });
  }

  /** Sends a request for a stream, and reads until {@code expected} arrives or the stream ends. */
  public static Received sendUntil(URI to, String request, String expected) {
    return with(to, request, socket -> receiveUntil(expected, socket));
  }

  /** Sends bytes and closes the connection without reading, like a client after a timeout. */
  public static void sendAndGiveUp(URI to, String request) {
    with(to, request, _ -> new Received(""));
  }

  @FunctionalInterface
  private interface Exchange {
    Received on(Socket socket) throws IOException;
  }

  private static Received with(URI to, String request, Exchange exchange) {
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return exchange.on(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads until the text has arrived; if it is empty, until the other side ends the connection. */
  private static Received receiveUntil(String expected, Socket socket) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
        received.write(buffer, 0, count);
        if (!expected.isEmpty() && received.toString(ISO_8859_1).contains(expected)) {
          break;
        }
      }
    } catch (SocketException reset) {
      // the other side closed the connection before it had read the whole request
    }
    return new Received(received.toString(ISO_8859_1));
  }
}
