package dev.kith.kit.nodes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.http.RequestPlacement;
import dev.kith.http.TokenSubject;
import dev.kith.kit.config.NodeSecret;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Filter that forwards a request about an address of another node's partition to that node,
 * unchanged and once. Any node can therefore answer for any key.
 */
@ApplicationScoped
public class OwnerRoutingFilter {

  /** Before the resources, after Quarkus' own handlers of every request. */
  public static final int ORDER = 100;

  private final Owners owners;
  private final NodeSecret secret;
  private final ObjectMapper json;
  private final NodeClient nodes;
  private final Map<PartitionOwners.Node, HttpProxy> proxies = new ConcurrentHashMap<>();

  /** Node that owns the partition of an address; empty while it is unknown. */
  @FunctionalInterface
  interface Owners {
    Optional<PartitionOwners.Node> of(Address address, RequestPlacement placement);
  }

  @Inject
  OwnerRoutingFilter(
      PartitionOwners partitionOwners, NodeSecret secret, ObjectMapper json, NodeClient nodes) {
    this((address, placement) -> owner(partitionOwners, address, placement), secret, json, nodes);
  }

  /** Creates a filter that knows the {@code owners} of addresses, as far as they are known. */
  OwnerRoutingFilter(Owners owners, NodeSecret secret, ObjectMapper json, NodeClient nodes) {
    this.owners = owners;
    this.secret = secret;
    this.json = json;
    this.nodes = nodes;
  }

  void install(@Observes Router router) {
    router.route("/v1/users/:address/*").order(ORDER).handler(context -> route(context, ""));
    router
        .route("/v1/groups/:address/*")
        .order(ORDER)
        .handler(context -> route(context, Address.GROUP_PREFIX));
  }

  private void route(RoutingContext context, String prefix) {
    var request = context.request();
    // a body that was read already cannot be forwarded; the partition was here when it was read
    if (request.getHeader(Headers.NODE_SECRET) != null
        || request.getHeader("Upgrade") != null
        || context.body().available()) {
      context.next();
      return;
    }
    owner(context, prefix)
        .filter(node -> !node.isHere())
        .ifPresentOrElse(node -> proxy(node).handle(request), context::next);
  }

  /**
   * Empty if the text is not an address or its node is unknown; the resource then answers with the
   * error.
   */
  private Optional<PartitionOwners.Node> owner(RoutingContext context, String prefix) {
    var text = context.pathParam("address");
    var resolved =
        prefix.isEmpty() && text.equals("me")
            ? TokenSubject.ofHeader(context.request().getHeader("Authorization"))
            : Optional.of(prefix + text);
    return resolved
        .flatMap(Address::parse)
        .flatMap(address -> owners.of(address, RequestPlacement.of(context.request().path())));
  }

  /**
   * A service without tasks of delivery partitions answers all requests in those of the journal.
   */
  private static Optional<PartitionOwners.Node> owner(
      PartitionOwners partitionOwners, Address address, RequestPlacement placement) {
    return switch (placement) {
      case JOURNAL -> partitionOwners.owner(address);
      case DELIVERY ->
          partitionOwners.delivery().owner(address).or(() -> partitionOwners.owner(address));
    };
  }

  private HttpProxy proxy(PartitionOwners.Node node) {
    return proxies.computeIfAbsent(node, this::newProxy);
  }

  private HttpProxy newProxy(PartitionOwners.Node node) {
    return HttpProxy.reverseProxy(nodes.connections())
        .origin(SocketAddress.inetSocketAddress(node.host().port(), node.host().host()))
        .addInterceptor(new ForwardingInterceptor(secret, json));
  }
}
