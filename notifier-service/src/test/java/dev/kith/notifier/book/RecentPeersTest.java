package dev.kith.notifier.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RecentsStore;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.notifier.replica.reader.NotServed;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of reads from another node, over a real socket and through the internal resource. */
class RecentPeersTest {

  private static final Address BOB = new Address("bob+1@example.com");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final KeyValueStore<Bytes, byte[]> store = store();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final RecentPeers there =
      new RecentPeers(_ -> Optional.empty(), _ -> store, client(), vertx, JSON);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void peers_are_those_of_the_owning_node_the_latest_first() {
    note("carol+2@example.com", NOON);
    note("group:42", NOON.plusMillis(1));
    var peers = routed(node(there));

    var recents = await(peers.of(BOB));

    assertThat(recents.latestFirst())
        .containsExactly(
            new Recents.Recent(new Address("group:42"), NOON.plusMillis(1)),
            new Recents.Recent(new Address("carol+2@example.com"), NOON));
    assertThat(recents).isEqualTo(there.here(BOB));
    assertThat(asked).containsExactly(BOB.text());
  }

  @Test
  void a_user_without_messages_has_no_peers() {
    note("carol", NOON);

    assertThat(await(routed(node(there)).of(new Address("dan")))).isEqualTo(Recents.NONE);
  }

  @Test
  void a_partition_that_moves_there_is_not_served() {
    assertNotServed(routed(node(moving(new PartitionOwners.NotHere()))).of(BOB));
    assertNotServed(routed(node(moving(new InvalidStateStoreException("closed")))).of(BOB));
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_node_that_does_not_answer_serves_nothing() {
    assertNotServed(routed(at(closedPort())).of(BOB));
  }

  @Test
  void an_answer_that_is_not_understood_is_a_failure_that_trying_again_does_not_help() {
    var node = listen(request -> reply(request, "{}"));

    assertThatThrownBy(() -> await(routed(node).of(BOB)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_partition_of_this_node_is_read_here() {
    note("carol", NOON);
    var other = node(moving(new PartitionOwners.NotHere()));
    var here = new PartitionOwners.Node(other.host(), true);

    assertThat(await(routed(here).of(BOB))).isEqualTo(there.here(BOB));
    assertThat(asked).isEmpty();
  }

  @Test
  void an_unknown_owner_is_looked_for_here() {
    note("carol", NOON);

    assertThat(await(there.of(BOB)).latestFirst()).hasSize(1);
    assertNotServed(moving(new PartitionOwners.NotHere()).of(BOB));
    assertNotServed(moving(new InvalidStateStoreException("closed")).of(BOB));
  }

  private void note(String peer, Instant at) {
    new RecentsStore(store).note(BOB, new Address(peer), at);
  }

  private static void assertNotServed(Future<Recents> recents) {
    assertThatThrownBy(() -> await(recents))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotServed.class);
  }

  private RecentPeers routed(PartitionOwners.Node node) {
    return new RecentPeers(_ -> Optional.of(node), _ -> store, client(), vertx, JSON);
  }

  /** Peers of a node that does not have the user's partition. */
  private RecentPeers moving(RuntimeException failure) {
    return new RecentPeers(_ -> Optional.empty(), _ -> failing(failure), client(), vertx, JSON);
  }

  private static ReadOnlyKeyValueStore<Bytes, byte[]> failing(RuntimeException failure) {
    throw failure;
  }

  private NodeClient client() {
    return new NodeClient(new NodeSecret(Optional.empty()), vertx, Duration.ofSeconds(10));
  }

  private PartitionOwners.Node node(RecentPeers peers) {
    var resource = new RecentPeersResource(peers);
    return listen(request -> answer(request, resource));
  }

  private PartitionOwners.Node listen(Handler<HttpServerRequest> answers) {
    var server = vertx.createHttpServer().requestHandler(answers).listen(0, "127.0.0.1");
    return at(await(server).actualPort());
  }

  private void answer(HttpServerRequest request, RecentPeersResource resource) {
    var user = request.getParam("user");
    asked.add(user);
    try {
      assertThat(request.path()).isEqualTo(RecentPeersResource.PATH);
      reply(request, JSON.writeValueAsString(resource.of(user)));
    } catch (ProblemException problem) {
      var _ = request.response().setStatusCode(problem.problem().status()).end();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void reply(HttpServerRequest request, String answer) {
    var _ = request.response().end(Buffer.buffer(answer));
  }

  private static PartitionOwners.Node at(int port) {
    return new PartitionOwners.Node(new HostInfo("127.0.0.1", port), false);
  }

  private static int closedPort() {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static KeyValueStore<Bytes, byte[]> store() {
    var opened = Stores.inMemoryKeyValueStore(RecentsStore.NAME).get();
    opened.init(new MockProcessorContext<>().getStateStoreContext(), opened);
    return opened;
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
