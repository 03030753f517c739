package dev.kith.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  private final PortBlocks blocks = new PortBlocks();

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    blocks.close();
  }

  @Test
  void no_port_is_given_out_twice() throws IOException {
    Ports ports = Ports.choose(List.of("a", "b", "c"), Map.of(), blocks);

    assertThat(ports.byName().values()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void the_next_run_takes_the_same_ports() throws IOException {
    Path file = folder.resolve("ports.properties");
    Ports first = Ports.choose(List.of("kafka-broker", "profile-service"), Map.of(), blocks);

    first.write(file);
    Ports second =
        Ports.choose(List.of("kafka-broker", "profile-service"), Ports.read(file), blocks);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void a_port_that_was_taken_meanwhile_is_replaced() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports =
          Ports.choose(
              List.of("kafka-broker"), Map.of("kafka-broker", other.getLocalPort()), blocks);

      assertThat(ports.of("kafka-broker")).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void another_launcher_takes_no_port_of_the_block_of_one_that_runs() throws IOException {
    List<String> names = List.of("kafka-broker", "profile-service");
    Ports its;
    try (PortBlocks others = new PortBlocks()) {
      its = Ports.choose(names, Map.of(), others);

      Ports ours = Ports.choose(names, its.byName(), blocks);

      assertThat(blocksOf(ours)).doesNotContainAnyElementsOf(blocksOf(its));
    }
    assertThat(Ports.choose(names, its.byName(), blocks)).as("when it has ended").isEqualTo(its);
  }

  @Test
  void there_are_as_many_as_are_asked_for() throws IOException {
    List<String> names = IntStream.range(0, 150).mapToObj(Integer::toString).toList();

    Ports ports = Ports.choose(names, Map.of(), blocks);

    assertThat(ports.byName().values()).doesNotHaveDuplicates().hasSize(names.size());
  }

  private static List<Integer> blocksOf(Ports ports) {
    return ports.byName().values().stream().map(port -> port / 100).toList();
  }

  @Test
  void without_an_earlier_run_there_are_none() {
    assertThat(Ports.read(folder.resolve("ports.properties"))).isEmpty();
  }
}
