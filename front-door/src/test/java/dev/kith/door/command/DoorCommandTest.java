package dev.kith.door.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoorCommandTest {

  private final StringWriter err = new StringWriter();

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

  private int door(String profile, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--profile-service=" + profile,
                "--contact-graph-service=http://127.0.0.1:1",
                "--notifier-service=http://127.0.0.1:1"));
    words.addAll(Arrays.asList(more));
    CommandLine command = DoorCommand.commandLine().setErr(new PrintWriter(err, true));
    return command.execute(words.toArray(String[]::new));
  }
}
