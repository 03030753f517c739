package dev.kith.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Request over a new connection, whose target is sent byte for byte: clients of a higher level
 * would normalize it.
 */
public record RawRequest(String method, String target, Map<String, String> headers, String body) {

  private static final int SILENCE_MILLIS = 20_000;

  /** Response as it was received: status line, headers and body. */
  public record RawAnswer(String text) {

    public int status() {
      return Integer.parseInt(text.substring(9, 12));
    }
  }

  public RawRequest {
    headers = Map.copyOf(headers);
  }

  public static RawRequest of(String method, String target) {
    return new RawRequest(method, target, Map.of(), "");
  }

  public RawRequest withToken(String token) {
    return token.isEmpty()
        ? this
        : new RawRequest(method, target, Map.of("Authorization", "Bearer " + token), body);
  }

  public RawRequest withBody(String json) {
    return new RawRequest(method, target, headers, json);
  }

  /**
   * Sends the request to a server of this machine, and reads until the server closes the
   * connection.
   */
  public RawAnswer sendTo(URI server) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write(text(server).getBytes(StandardCharsets.ISO_8859_1));
      return new RawAnswer(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + target + " at " + server, failure);
    }
  }

  private String text(URI server) {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    text.append("Host: ").append(server.getAuthority()).append("\r\nConnection: close\r\n");
    if (!body.isEmpty()) {
      text.append("Content-Type: application/json\r\nContent-Length: ").append(body.length());
      text.append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }
}
