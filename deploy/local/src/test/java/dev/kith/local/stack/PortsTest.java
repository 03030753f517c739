package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir Path folder;

  @Test
  void no_port_is_given_out_twice() throws IOException {
    Ports ports = Ports.choose(List.of("a", "b", "c"), Map.of());

    assertThat(ports.byName().values()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void the_next_run_takes_the_same_ports() throws IOException {
    Path file = folder.resolve("ports.properties");
    Ports first = Ports.choose(List.of("kafka-broker", "profile-service"), Map.of());

    first.write(file);
    Ports second = Ports.choose(List.of("kafka-broker", "profile-service"), Ports.read(file));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void a_port_that_was_taken_meanwhile_is_replaced() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          Ports.choose(List.of("kafka-broker"), Map.of("kafka-broker", other.getLocalPort()));

      assertThat(ports.of("kafka-broker")).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void without_an_earlier_run_there_are_none() {
    assertThat(Ports.read(folder.resolve("ports.properties"))).isEmpty();
  }
}
