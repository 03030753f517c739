package dev.kith.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;

/** Single check whether a process is up. */
@FunctionalInterface
interface Probe {

  int TIMEOUT_MILLIS = 2_000;
  String SILENT = "no response yet";

  /** A description of what the process waits for; empty when it is up. */
  Optional<String> waitsFor();

  /** Probe that succeeds when a process listens on the port. */
  static Probe listens(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        return Optional.empty();
      } catch (IOException notYet) {
        return Optional.of(SILENT);
      }
    };
  }

  /** Probe that succeeds when the URI returns 200. */
  static Probe answers(URI uri) {
    return () -> {
      try {
        HttpURLConnection connection = open(uri);
        try {
          int status = connection.getResponseCode();
          return status == HttpURLConnection.HTTP_OK
              ? Optional.empty()
              : Optional.of("HTTP status " + status);
        } finally {
          connection.disconnect();
        }
      } catch (IOException notYet) {
        return Optional.of(SILENT);
      }
    };
  }

  static HttpURLConnection open(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    return connection;
  }
}
