package dev.kith.notifier.replica.reader;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@link ReplicaReader} that asks the node that owns the viewer's delivery partition. */
@Singleton
public final class RoutedReplicas implements ReplicaReader {

  private static final int OK = 200;

  private final Function<Address, Optional<PartitionOwners.Node>> owners;
  private final LocalReplicas here;
  private final NodeClient nodes;
  private final Vertx vertx;

  @Inject
  RoutedReplicas(
      PartitionOwners partitionOwners, LocalReplicas here, NodeClient nodes, Vertx vertx) {
    this(partitionOwners.delivery()::owner, here, nodes, vertx);
  }

  /**
   * Creates a reader.
   *
   * @param owners node that owns the delivery partition of a user; empty while it is unknown
   */
  public RoutedReplicas(
      Function<Address, Optional<PartitionOwners.Node>> owners,
      LocalReplicas here,
      NodeClient nodes,
      Vertx vertx) {
    this.owners = owners;
    this.here = here;
    this.nodes = nodes;
    this.vertx = vertx;
  }

  @Override
  public Future<ReplicaPage> page(Address viewer, Optional<Address> after, int limit) {
    return read(
        viewer,
        () -> here.page(viewer, after, limit),
        node -> ask(node, HttpMethod.GET, path(viewer, after, limit), Optional.empty()));
  }

  @Override
  public Future<ReplicaPage> some(Address viewer, Collection<Address> subjects) {
    return read(
        viewer,
        () -> here.some(viewer, subjects),
        node ->
            ask(
                node,
                HttpMethod.POST,
                ReplicaPageResource.PATH,
                Optional.of(body(viewer, subjects))));
  }

  private Future<ReplicaPage> read(
      Address viewer,
      Supplier<ReplicaPage> local,
      Function<PartitionOwners.Node, Future<ReplicaPage>> remote) {
    return owners
        .apply(viewer)
        .filter(node -> !node.isHere())
        .map(remote)
        .orElseGet(() -> vertx.executeBlocking(local::get, false));
  }

  private Future<ReplicaPage> ask(
      PartitionOwners.Node node, HttpMethod method, String path, Optional<Buffer> body) {
    var request = nodes.request(method, node, path);
    body.ifPresent(_ -> request.putHeader("Content-Type", "application/json"));
    return nodes
        .ask(request, body.orElse(null))
        .recover(failure -> Future.failedFuture(unanswered(failure.toString())))
        .map(RoutedReplicas::page);
  }

  private static ReplicaPage page(NodeClient.Said answer) {
    if (answer.status() != OK) {
      throw unanswered("status " + answer.status());
    }
    return ReplicaPageCodec.read(answer.body().getBytes());
  }

  private static NotServed unanswered(String why) {
    return new NotServed("The node that owns the delivery partition did not answer: " + why);
  }

  private static String path(Address viewer, Optional<Address> after, int limit) {
    return ReplicaPageResource.PATH
        + "?limit=%d&viewer=%s".formatted(limit, encoded(viewer))
        + after.map(subject -> "&after=" + encoded(subject)).orElse("");
  }

  private static String encoded(Address address) {
    return URLEncoder.encode(address.text(), UTF_8);
  }

  private static Buffer body(Address viewer, Collection<Address> subjects) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put(ReplicaPageResource.VIEWER, viewer.text());
    var list = json.putArray(ReplicaPageResource.SUBJECTS);
    subjects.forEach(subject -> list.add(subject.text()));
    return Buffer.buffer(json.toString());
  }
}
