package dev.kith.contactgraph.rest;

import dev.kith.contactgraph.query.PairPath;
import dev.kith.contactgraph.query.RelationAccess;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.kit.consistency.ReadBarrier;
import dev.kith.kit.http.WriteResponses;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** REST resource of an owner's block of a peer; idempotent. */
@Path("/v1/{kind}/{address}/blocks/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class BlockResource {

  private final RelationAccess relationAccess;
  private final ReadBarrier barrier;

  BlockResource(RelationAccess relationAccess, ReadBarrier barrier) {
    this.relationAccess = relationAccess;
    this.barrier = barrier;
  }

  /** Responds once no service shows the owner to the peer any more. */
  @PUT
  public CompletionStage<Response> block(@BeanParam PairPath path, @Context HttpHeaders headers) {
    var pair = relationAccess.pair(path);
    var event = new ContactBlocked(relationAccess.expects(pair, headers), pair.peer());
    return relationAccess
        .append(pair, event)
        .thenCompose(written ->
            barrier.answer(
                pair.owner(), written, headers, verdict -> WriteResponses.gone(verdict.at())));
  }

  @DELETE
  public CompletionStage<Response> unblock(@BeanParam PairPath path, @Context HttpHeaders headers) {
    var pair = relationAccess.pair(path);
    var event = new ContactUnblocked(relationAccess.expects(pair, headers), pair.peer());
    return relationAccess.write(pair, event, verdict -> WriteResponses.gone(verdict.at()));
  }
}
