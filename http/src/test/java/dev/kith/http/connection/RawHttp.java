package dev.kith.http.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** Sends bytes over a connection, and reads what comes until the end or until nothing comes. */
final class RawHttp {

  private static final int ANSWER_MILLIS = 10_000;

  /** For how long nothing comes more; a connection that is kept costs a test so much. */
  private static final int QUIET_MILLIS = 200;

  private RawHttp() {}

  /** All that came, and whether the connection was ended by the server. */
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
