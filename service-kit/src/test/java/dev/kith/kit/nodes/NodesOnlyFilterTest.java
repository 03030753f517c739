package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the filter alone: the path of a request tells nothing about the resource it matched. */
class NodesOnlyFilterTest {

  @NodesOnly
  private static final class ForNodes {}

  private static final class ForAll {}

  private record Matched(Class<?> getResourceClass) implements SimpleResourceInfo {

    @Override
    public String getMethodName() {
      return "get";
    }

    @Override
    public Class<?>[] parameterTypes() {
      return new Class<?>[0];
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final NodeFixture service = new NodeFixture();
  private final int nodes = service.listen(this::answer);
  private final int api = service.listen(this::answer);
  private final NodesOnlyFilter filter =
      new NodesOnlyFilter(new NodePort(service.vertx, "127.0.0.1", nodes));

  @AfterEach
  void close() {
    client.close();
    service.close();
  }

  /** Answers as if the resource that the query names had matched. */
  private void answer(HttpServerRequest request) {
    var resource = "nodes".equals(request.query()) ? ForNodes.class : ForAll.class;
    var response = request.response();
    try {
      filter.check(new Matched(resource), request);
      response.end();
    } catch (ProblemException refused) {
      response.setStatusCode(refused.problem().status()).end(refused.problem().detail());
    }
  }

  @Test
  void a_resource_for_nodes_is_found_on_the_node_port_alone() throws Exception {
    assertThat(status(nodes, "nodes")).isEqualTo(200);
    assertThat(status(api, "nodes")).isEqualTo(404);
  }

  @Test
  void any_other_resource_is_found_on_both_ports() throws Exception {
    assertThat(status(nodes, "all")).isEqualTo(200);
    assertThat(status(api, "all")).isEqualTo(200);
  }

  private int status(int port, String resource) throws Exception {
    var uri = URI.create("http://127.0.0.1:%d/v1/users?%s".formatted(port, resource));
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }
}
