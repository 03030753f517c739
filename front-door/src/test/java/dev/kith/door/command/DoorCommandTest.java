package dev.kith.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoorCommandTest {

  private final StringWriter err = new StringWriter();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Test
  void a_port_in_use_is_said_in_one_sentence() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exit = door("http://127.0.0.1:1", "--port", "" + socket.getLocalPort());

      assertThat(exit).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("front-door: Port " + socket.getLocalPort() + " is in use;")
          .hasLineCount(1);
    }
  }

  @Test
  void a_url_needs_a_port() {
    assertThat(door("http://127.0.0.1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--profile-service takes URLs with a port");
  }

  @Test
  void several_nodes_need_management_ports() {
    assertThat(door("http://127.0.0.1:1,http://127.0.0.1:2")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--profile-service needs the management port");
  }

  @Test
  void a_name_to_discover_is_the_only_one() {
    String two = "http://a:1?management=2,http://b:1?management=2";

    assertThat(door(two, "--discover")).isEqualTo(2);
    assertThat(err.toString()).startsWith("With --discover, --profile-service takes exactly one");
  }

  @Test
  void what_is_no_origin_is_refused() {
    assertThat(door("http://127.0.0.1:1", "--allowed-origins=example")).isEqualTo(2);
  }

  @Test
  void an_open_door_has_the_limit_and_the_origins_of_its_options() throws Exception {
    int port = freePort();
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      service.setSoTimeout(10_000);
      Thread door =
          Thread.ofVirtual()
              .start(() ->
                  door(
                      "http://127.0.0.1:" + service.getLocalPort(),
                      "--port=" + port,
                      "--connections-per-client=1",
                      "--allowed-origins=https://app.example"));
      assertThat(said.poll(20, TimeUnit.SECONDS)).startsWith("The front door is open");

      try (Socket first = asking(port);
          Socket passedOn = service.accept();
          Socket second = asking(port)) {
        assertThat(lines(second).readLine()).startsWith("HTTP/1.1 503 ");

        passedOn
            .getOutputStream()
            .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(lines(first).lines())
            .startsWith("HTTP/1.1 204 No Content")
            .contains("access-control-allow-origin: https://app.example");
      } finally {
        door.interrupt();
        door.join();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Socket asking(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    String origin = "Origin: https://app.example\r\n";
    socket
        .getOutputStream()
        .write(
            ("GET /v1/users HTTP/1.1\r\nHost: d\r\nConnection: close\r\n" + origin + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private int door(String profile, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--profile-service=" + profile,
                "--contact-graph-service=http://127.0.0.1:1",
                "--notifier-service=http://127.0.0.1:1"));
    words.addAll(Arrays.asList(more));
    CommandLine command =
        DoorCommand.commandLine()
            .setErr(new PrintWriter(err, true))
            .setOut(
                new PrintWriter(Writer.nullWriter()) {
                  @Override
                  public void println(String line) {
                    said.add(line);
                  }
                });
    return command.execute(words.toArray(String[]::new));
  }
}
