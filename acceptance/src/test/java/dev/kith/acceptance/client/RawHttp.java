package dev.kith.acceptance.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bytes sent over a connection of its own, which no HTTP client would send, and what comes back.
 */
public final class RawHttp {

  private static final int ANSWER_MILLIS = 20_000;

  /** For so long nothing comes after an answer. */
  private static final int QUIET_MILLIS = 300;

  private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3})");

  private RawHttp() {}

  /** All that came, and whether the other side ended the connection. */
  public record Received(String text, boolean isClosed) {

    /** Of the last answer; 0 if there is none. */
    public int status() {
      return STATUS
          .matcher(text)
          .results()
          .mapToInt(found -> Integer.parseInt(found.group(1)))
          .reduce(0, (_, last) -> last);
    }

    public Optional<String> header(String name) {
      return Pattern.compile("(?im)^" + Pattern.quote(name) + ": *(.*?)\r?$")
          .matcher(head())
          .results()
          .map(found -> found.group(1))
          .findFirst();
    }

    /** How often a header is there. */
    public long count(String name) {
      return head()
          .lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .count();
    }

    public String body() {
      int end = text.indexOf("\r\n\r\n");
      return end < 0 ? "" : text.substring(end + 4);
    }

    private String head() {
      return text.substring(0, text.length() - body().length());
    }
  }

  public static Received send(URI to, String request) {
    return send(to, request, false);
  }

  /** Sends it and no more, as a client does that closes its half of the connection. */
  public static Received sendAndHalfClose(URI to, String request) {
    return send(to, request, true);
  }

  /** Sends a request for a stream, and reads until {@code expected} has come or the stream ends. */
  public static Received sendUntil(URI to, String request, String expected) {
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int count = 0;
      while (count >= 0 && !received.toString(ISO_8859_1).contains(expected)) {
        received.write(buffer, 0, count);
        count = socket.getInputStream().read(buffer);
      }
      return new Received(received.toString(ISO_8859_1), count < 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Received send(URI to, String request, boolean thenHalfClose) {
    try (Socket socket = new Socket(to.getHost(), to.getPort())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      if (thenHalfClose) {
        socket.shutdownOutput();
      }
      return receive(socket);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Received receive(Socket socket) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    boolean isClosed = false;
    try {
      for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
        received.write(buffer, 0, count);
        if (received.size() > 0) {
          socket.setSoTimeout(QUIET_MILLIS);
        }
      }
      isClosed = true;
    } catch (SocketException reset) {
      isClosed = true;
    } catch (SocketTimeoutException quiet) {
      // kept open
    }
    return new Received(received.toString(ISO_8859_1), isClosed);
  }
}
