package dev.kith.door.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.connections.ConnectionLimits;
import dev.kith.door.FrontDoor;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesTest {

  private final Vertx vertx = FrontDoor.vertx(ConnectionLimits.DEFAULT, _ -> {});

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void each_address_of_a_name_is_a_node() throws Exception {
    Node name = Node.parse(URI.create("http://localhost:8085?management=9085"));
    Node address = Node.parse(URI.create("http://127.0.0.1:8085?management=9085"));

    Nodes nodes = Nodes.at(vertx, name);

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!nodes.all().contains(address)) {
      assertThat(System.nanoTime()).as("still " + nodes.all()).isLessThan(deadline);
      Thread.sleep(Duration.ofMillis(10));
    }
    assertThat(nodes.all()).doesNotContain(name);
  }

  @Test
  void a_name_that_nobody_knows_stays_what_it_is() throws Exception {
    Node unknown = Node.parse(URI.create("http://nobody.invalid:8085"));

    Nodes nodes = Nodes.at(vertx, unknown);
    Thread.sleep(Duration.ofMillis(1_200));

    assertThat(nodes.all()).isEqualTo(List.of(unknown));
  }
}
