package dev.kith.contactgraph.rest;

import dev.kith.contactgraph.query.OwnerAndPeer;
import dev.kith.contactgraph.query.PairPath;
import dev.kith.contactgraph.query.RelationAccess;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * REST resource of pairs, for backends. A pair belongs to both addresses and is stored with the
 * smaller one. A request to the larger address's path is forwarded to the smaller address's node,
 * in addition to another forward if necessary, and never from there. Preconditions apply to the
 * smaller address's half-edge.
 */
@Path("/v1/{kind}/{address}/pairs/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PairResource {

  private final Caller caller;
  private final RelationAccess relationAccess;
  private final PartitionOwners partitionOwners;
  private final NodeForwarder nodeForwarder;

  PairResource(
      Caller caller,
      RelationAccess relationAccess,
      PartitionOwners partitionOwners,
      NodeForwarder nodeForwarder) {
    this.caller = caller;
    this.relationAccess = relationAccess;
    this.partitionOwners = partitionOwners;
    this.nodeForwarder = nodeForwarder;
  }

  @PUT
  public CompletionStage<Response> pair(@BeanParam PairPath path, @Context HttpHeaders headers) {
    return change(HttpMethod.PUT, pair(path), headers, ContactPaired::new);
  }

  @DELETE
  public CompletionStage<Response> unpair(@BeanParam PairPath path, @Context HttpHeaders headers) {
    return change(HttpMethod.DELETE, pair(path), headers, ContactUnpaired::new);
  }

  private OwnerAndPeer pair(PairPath path) {
    if (!caller.isBackend()) {
      throw Caller.backendOnly();
    }
    return relationAccess.pair(path);
  }

  private CompletionStage<Response> change(
      String method,
      OwnerAndPeer ownerAndPeer,
      HttpHeaders headers,
      BiFunction<Optional<Position>, Address, RelationEvent.AboutOne> event) {
    var sorted = ownerAndPeer.smallerFirst();
    return elsewhere(ownerAndPeer, sorted)
        .map(node -> nodeForwarder.bodiless(method, node, path(sorted), headers))
        .orElseGet(() ->
            relationAccess.write(
                sorted,
                event.apply(relationAccess.expects(sorted, headers), sorted.peer()),
                verdict -> WriteResponses.gone(verdict.at())));
  }

  /**
   * The node to forward to; empty if this node writes, or if the path names the smaller address
   * first.
   */
  private Optional<PartitionOwners.Node> elsewhere(OwnerAndPeer asked, OwnerAndPeer sorted) {
    return sorted.equals(asked)
        ? Optional.empty()
        : Optional.of(
                partitionOwners.owner(sorted.owner()).orElseThrow(PartitionOwners.NotHere::new))
            .filter(node -> !node.isHere());
  }

  private static String path(OwnerAndPeer sorted) {
    return Paths.of(sorted.owner()) + "/pairs/" + sorted.peer();
  }
}
