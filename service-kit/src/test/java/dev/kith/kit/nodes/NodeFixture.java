package dev.kith.kit.nodes;

import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;

/** Nodes of a service with real sockets, and a client of these nodes. */
final class NodeFixture implements AutoCloseable {

  static final String SECRET_TEXT = "known-to-nodes-alone";
  static final NodeSecret SECRET = new NodeSecret(Optional.of(SECRET_TEXT));

  final Vertx vertx = Vertx.vertx();

  /** Returns a client whose requests fail after {@code silence} without data from the node. */
  NodeClient client(Duration silence) {
    return new NodeClient(SECRET, vertx, silence);
  }

  /** Another node that answers requests as given. */
  PartitionOwners.Node node(Handler<HttpServerRequest> answers) {
    return new PartitionOwners.Node(new HostInfo("127.0.0.1", listen(answers)), false);
  }

  /** Another node at whose address nothing listens. */
  static PartitionOwners.Node unreachable() throws IOException {
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new PartitionOwners.Node(new HostInfo("127.0.0.1", closed.getLocalPort()), false);
    }
  }

  /** Opens a server; returns its port. */
  int listen(Handler<HttpServerRequest> answers) {
    return await(vertx.createHttpServer().requestHandler(answers).listen(0, "127.0.0.1"))
        .actualPort();
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
