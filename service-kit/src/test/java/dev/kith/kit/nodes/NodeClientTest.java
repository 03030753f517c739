package dev.kith.kit.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeClientTest {

  private static final NodeSecret SECRET = new NodeSecret(Optional.of("known-to-nodes-alone"));
  private static final int ASKERS = 64;
  private static final int QUESTIONS = 500;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void the_whole_answer_comes_with_its_status_and_headers() {
    var client = new NodeClient(SECRET, vertx, Duration.ofSeconds(30));
    var node =
        node(request ->
            request
                .response()
                .setStatusCode(203)
                .putHeader("Kith-Position", "3:7")
                .end(request.getHeader(Headers.NODE_SECRET)));

    var said = await(client.ask(client.request(HttpMethod.GET, node, "/"), null));

    assertThat(said.status()).isEqualTo(203);
    assertThat(said.headers().get("kith-position")).isEqualTo("3:7");
    assertThat(said.body().toString()).isEqualTo("known-to-nodes-alone");
  }

  /** The calling threads are preempted now and then, and responses arrive quickly. */
  @Test
  void no_answer_is_lost_whatever_thread_asks() {
    var client = new NodeClient(SECRET, vertx, Duration.ofSeconds(30));
    var body = Buffer.buffer("x".repeat(20_000));
    var node = node(request -> request.response().end(body));

    var askers =
        Stream.generate(() ->
                CompletableFuture.runAsync(
                    () -> askAgainAndAgain(client, node), NodeClientTest::inThread))
            .limit(ASKERS)
            .toArray(CompletableFuture[]::new);

    assertThat(CompletableFuture.allOf(askers)).succeedsWithin(Duration.ofMinutes(2));
  }

  private static void askAgainAndAgain(NodeClient client, PartitionOwners.Node node) {
    for (int number = 0; number < QUESTIONS; number++) {
      var said = await(client.ask(client.request(HttpMethod.GET, node, "/"), null));
      assertThat(said.body().length()).isEqualTo(20_000);
    }
  }

  @Test
  void a_node_that_stalls_during_its_response_is_given_up() {
    var client = new NodeClient(SECRET, vertx, Duration.ofSeconds(1));
    var node = node(request -> request.response().setChunked(true).write("begin"));

    assertThatThrownBy(() -> await(client.ask(client.request(HttpMethod.GET, node, "/"), null)))
        .hasMessageContaining("closed");
  }

  private PartitionOwners.Node node(Handler<HttpServerRequest> answers) {
    var server = await(vertx.createHttpServer().requestHandler(answers).listen(0, "127.0.0.1"));
    return new PartitionOwners.Node(new HostInfo("127.0.0.1", server.actualPort()), false);
  }

  private static void inThread(Runnable task) {
    Thread.ofPlatform().start(task);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
