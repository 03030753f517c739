package dev.kith.contactgraph.rest;

import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.kit.http.Answers;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Whether an owner has blocked a peer; saying it again changes nothing. */
@Path("/v1/{kind}/{address}/blocks/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class BlockResource {

  private final Relations relations;

  BlockResource(Relations relations) {
    this.relations = relations;
  }

  @PUT
  public CompletionStage<Response> block(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    var pair = relations.pair(kind, address, peer);
    var event = new ContactBlocked(relations.expects(pair, headers), pair.peer());
    return relations.write(pair, event, verdict -> Answers.gone(verdict.at()));
  }

  @DELETE
  public CompletionStage<Response> unblock(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    var pair = relations.pair(kind, address, peer);
    var event = new ContactUnblocked(relations.expects(pair, headers), pair.peer());
    return relations.write(pair, event, verdict -> Answers.gone(verdict.at()));
  }
}
