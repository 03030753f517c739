package dev.kith.contactgraph.rest;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.kit.http.Answers;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.PassOn;
import dev.kith.kit.http.Paths;
import dev.kith.kit.streams.Partitions;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * Whether two are paired, for backends to say; it belongs to both, and lives with the smaller
 * address. A request that comes to the larger one's path goes on, once more if need be, to that of
 * the smaller, from where it never goes on. Conditions are about what the smaller one holds.
 */
@Path("/v1/{kind}/{address}/pairs/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PairResource {

  private final Caller caller;
  private final Relations relations;
  private final Partitions partitions;
  private final PassOn passOn;

  PairResource(Caller caller, Relations relations, Partitions partitions, PassOn passOn) {
    this.caller = caller;
    this.relations = relations;
    this.partitions = partitions;
    this.passOn = passOn;
  }

  @PUT
  public CompletionStage<Response> pair(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    return change(HttpMethod.PUT, pair(kind, address, peer), headers, ContactPaired::new);
  }

  @DELETE
  public CompletionStage<Response> unpair(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    return change(HttpMethod.DELETE, pair(kind, address, peer), headers, ContactUnpaired::new);
  }

  private Pair pair(String kind, String address, String peer) {
    if (!caller.isBackend()) {
      throw Caller.backendOnly();
    }
    return relations.pair(kind, address, peer);
  }

  private CompletionStage<Response> change(
      String method,
      Pair pair,
      HttpHeaders headers,
      BiFunction<Optional<Position>, Address, RelationEvent.AboutOne> event) {
    var sorted = pair.smallerFirst();
    return elsewhere(pair, sorted)
        .map(node -> passOn.bodiless(method, node, path(sorted), headers))
        .orElseGet(() ->
            relations.write(
                sorted,
                event.apply(relations.expects(sorted, headers), sorted.peer()),
                verdict -> Answers.gone(verdict.at())));
  }

  /** Nothing if it is to be written here, or was sent to where it belongs already. */
  private Optional<Partitions.Node> elsewhere(Pair asked, Pair sorted) {
    return sorted.equals(asked)
        ? Optional.empty()
        : Optional.of(partitions.owner(sorted.owner()).orElseThrow(Partitions.NotHere::new))
            .filter(node -> !node.isHere());
  }

  private static String path(Pair sorted) {
    return Paths.of(sorted.owner()) + "/pairs/" + sorted.peer();
  }
}
