package dev.kith.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks once whether a process does its work. */
@FunctionalInterface
interface Probe {

  int TIMEOUT_MILLIS = 2_000;

  boolean isUp();

  /** Up when something listens there. */
  static Probe listens(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        return true;
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  /** Up when that answers 200. */
  static Probe answers(URI uri) {
    return () -> {
      try {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try {
          return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
          connection.disconnect();
        }
      } catch (IOException notYet) {
        return false;
      }
    };
  }
}
