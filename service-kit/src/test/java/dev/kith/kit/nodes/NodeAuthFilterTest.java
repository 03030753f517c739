package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.http.GateFixture;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAuthFilterTest {

  private static final GateFixture SERVICE = new GateFixture();
  private static final String KNOWN = "Kith-Node-Secret: " + GateFixture.SECRET;

  @AfterAll
  static void close() {
    SERVICE.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal",
        "/internal/peer-relations",
        "/internal/peer-relations?x=1",
        "/%69nternal/peer-relations",
        "/%69%6e%74%65%72%6e%61%6c/circles",
        "http://localhost/internal/peer-relations"
      })
  void internal_resources_exist_on_the_node_port_alone(String target) throws IOException {
    for (var method : new String[] {"GET ", "POST ", "OPTIONS ", "DELETE "}) {
      var line = method + target + " HTTP/1.1";

      assertThat(SERVICE.api(line)).startsWith("HTTP/1.1 404 ").doesNotContain("asked ");
      assertThat(SERVICE.api(line, KNOWN)).startsWith("HTTP/1.1 404 ").doesNotContain("asked ");
      assertThat(SERVICE.nodes(line, KNOWN)).startsWith("HTTP/1.1 200 ").contains("asked /int");
    }
  }

  @Test
  void on_the_api_port_the_header_of_nodes_is_dropped() throws IOException {
    var profile = "GET /v1/users/alice/profile HTTP/1.1";

    assertThat(SERVICE.api(profile, KNOWN)).contains("hop null");
    assertThat(SERVICE.api(profile, "kith-node-secret: guess", "KITH-NODE-SECRET: again"))
        .contains("hop null");
  }

  @Test
  void the_node_port_asks_every_request_for_the_secret() throws IOException {
    for (var target : new String[] {"/v1", "/v1/users/alice/profile", "/internal/x", "/q/x", "/"}) {
      var line = "GET " + target + " HTTP/1.1";

      assertThat(SERVICE.nodes(line)).startsWith("HTTP/1.1 503 ").contains("Kith-Node-Secret");
      assertThat(SERVICE.nodes(line, "Kith-Node-Secret: guess")).startsWith("HTTP/1.1 503 ");
      assertThat(SERVICE.nodes(line, KNOWN)).contains("asked " + target + " hop known");
    }
  }
}
