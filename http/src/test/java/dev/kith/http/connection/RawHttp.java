package dev.kith.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Client that sends raw bytes and reads until the connection ends or is quiet. */
final class RawHttp {

  private static final int ANSWER_MILLIS = 10_000;

  /**
   * Time without data after which reading ends; each test of a kept-alive connection takes this
   * long.
   */
  private static final int QUIET_MILLIS = 200;

  private RawHttp() {}

  /** Received text, and whether the server closed the connection. */
  record Received(String text, boolean isClosed) {

    int status() {
      return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }
  }

  static Received send(int port, String request, boolean thenHalfClose) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      if (thenHalfClose) {
        socket.shutdownOutput();
      }
      return receive(socket);
    }
  }

  private static Received receive(Socket socket) throws IOException {
    var received = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    try {
      for (var count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
        received.write(buffer, 0, count);
        if (received.size() > 0) {
          socket.setSoTimeout(QUIET_MILLIS);
        }
      }
      return new Received(received.toString(ISO_8859_1), true);
    } catch (SocketTimeoutException quiet) {
      return new Received(received.toString(ISO_8859_1), false);
    } catch (SocketException reset) {
      return new Received(received.toString(ISO_8859_1) + "(reset)", true);
    }
  }
}
