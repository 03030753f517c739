package dev.kith.notifier.replica.reader;

import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.delivery.DeliveryRun;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of reads from another node, over a real socket and through the internal resource. */
class RoutedReplicasTest {

  private static final Address BOB = new Address("bob+1@example.com");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final DeliveryRun delivery = new DeliveryRun();
  private final LocalReplicas there =
      new LocalReplicas(
          new DeliveryPartitions(1), delivery.tasks, (name, _) -> delivery.store(name));
  private final ReplicaPageResource resource = new ReplicaPageResource(there);
  private final RoutedReplicas replicas = routed(node());

  @AfterEach
  void close() {
    delivery.close();
    await(vertx.close());
  }

  @Test
  void pages_and_states_are_those_of_the_owning_node() {
    delivery.complete();
    for (var subject : List.of("alice", "carol+2@example.com", "group:42")) {
      delivery.fold(subject, followed(BOB.text(), 1, -1, named(subject, 5)));
    }
    var subjects = List.of(new Address("nobody"), new Address("carol+2@example.com"), BOB);

    var first = await(replicas.page(BOB, Optional.empty(), 3));
    var second = await(replicas.page(BOB, first.next(), 3));

    assertThat(first).isEqualTo(there.page(BOB, Optional.empty(), 3));
    assertThat(first.held()).hasSize(3);
    assertThat(second)
        .isEqualTo(there.page(BOB, Optional.of(new Address("carol+2@example.com")), 3));
    assertThat(await(replicas.some(BOB, subjects))).isEqualTo(there.some(BOB, subjects));
    assertThat(await(replicas.one(BOB, BOB)).held()).hasSize(1);
  }

  @Test
  void stores_that_are_not_complete_there_are_not_served() {
    assertNotServed(replicas.page(BOB, Optional.empty(), 3));
    assertNotServed(replicas.some(BOB, List.of(BOB)));
  }

  @Test
  void a_node_that_does_not_answer_serves_nothing() {
    var port = node().host().port();
    delivery.complete();
    assertThat(await(routed(at(port)).one(BOB, BOB)).held()).hasSize(1);

    var unreachable = routed(at(1));

    assertNotServed(unreachable.page(BOB, Optional.empty(), 3));
  }

  @Test
  void an_unknown_owner_is_looked_for_here() {
    delivery.complete();
    var here = new RoutedReplicas(_ -> Optional.empty(), there, client(), vertx);

    assertThat(await(here.one(BOB, BOB))).isEqualTo(there.some(BOB, List.of(BOB)));
  }

  private static void assertNotServed(Future<ReplicaPage> page) {
    assertThatThrownBy(() -> await(page))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotServed.class);
  }

  private RoutedReplicas routed(PartitionOwners.Node node) {
    return new RoutedReplicas(_ -> Optional.of(node), there, client(), vertx);
  }

  private NodeClient client() {
    return new NodeClient(new NodeSecret(Optional.empty()), vertx, Duration.ofSeconds(10));
  }

  private PartitionOwners.Node node() {
    var server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1");
    return at(await(server).actualPort());
  }

  private static PartitionOwners.Node at(int port) {
    return new PartitionOwners.Node(new HostInfo("127.0.0.1", port), false);
  }

  private void answer(HttpServerRequest request) {
    if (request.method().name().equals("GET")) {
      reply(
          request,
          () ->
              resource.page(
                  request.getParam("viewer"),
                  request.getParam("after"),
                  Integer.parseInt(request.getParam("limit"))));
    } else {
      var _ = request.body().onSuccess(body -> reply(request, () -> resource.some(json(body))));
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode json(Buffer body) {
    try {
      return JSON.readTree(body.toString());
    } catch (JsonProcessingException invalid) {
      throw new IllegalArgumentException(invalid);
    }
  }

  private static void reply(HttpServerRequest request, Supplier<byte[]> answer) {
    try {
      var _ = request.response().end(Buffer.buffer(answer.get()));
    } catch (ProblemException problem) {
      var _ = request.response().setStatusCode(problem.problem().status()).end();
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
