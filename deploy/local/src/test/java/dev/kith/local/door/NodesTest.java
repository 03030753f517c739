package dev.kith.local.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.connections.ConnectionLimits;
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
    Town.await(vertx.close());
  }

  @Test
  void each_address_of_a_name_is_a_node() throws Exception {
    Nodes nodes = Nodes.at(vertx, URI.create("http://localhost:8085"));

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!nodes.urls().contains(URI.create("http://127.0.0.1:8085"))) {
      assertThat(System.nanoTime()).as("still " + nodes.urls()).isLessThan(deadline);
      Thread.sleep(Duration.ofMillis(10));
    }
    assertThat(nodes.urls()).doesNotContain(URI.create("http://localhost:8085"));
  }

  @Test
  void a_name_that_nobody_knows_stays_what_it_is() throws Exception {
    URI unknown = URI.create("http://nobody.invalid:8085");

    Nodes nodes = Nodes.at(vertx, unknown);
    Thread.sleep(Duration.ofMillis(1_200));

    assertThat(nodes.urls()).isEqualTo(List.of(unknown));
  }
}
