package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Relation;
import dev.kith.kit.http.Answers;
import dev.kith.kit.http.Conditions;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.journal.Verdict;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an owner holds about peers: contact, subscribed, announced, labels. */
@Path("/v1/{kind}/{address}/contacts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {

  private final Relations relations;

  ContactsResource(Relations relations) {
    this.relations = relations;
  }

  /**
   * All of them in the order of their addresses, page by page. Not on the event loop: a rare label
   * among many peers takes a long walk.
   */
  @GET
  @Blocking
  public Response list(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("label") @Nullable String label,
      @QueryParam("relation") @Nullable String relation) {
    var owner = relations.owner(kind, address);
    var page = relations.list(owner, ContactQuery.of(limit, cursor, label, relation));
    return Response.ok(page).cacheControl(Headers.revalidated()).build();
  }

  @GET
  @Path("{peer}")
  @NonBlocking
  public Response get(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    var pair = relations.pair(kind, address, peer);
    var relation = relations.read(pair);
    if (ContactBody.isNothing(relation)) {
      throw ProblemException.notFound();
    }
    var tag = new EntityTag(relation.own().position().toString());
    var answer =
        Conditions.isKnown(headers, tag)
            ? Response.notModified()
            : Response.ok(ContactBody.of(pair.peer(), relation));
    return answer.tag(tag).cacheControl(Headers.revalidated()).build();
  }

  /** Replaces all four; what the body does not name is false or empty. */
  @PUT
  @Path("{peer}")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> put(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    var pair = relations.pair(kind, address, peer);
    var event = ContactInput.replacement(Conditions.expects(headers), pair.peer(), body);
    return relations.write(pair, event, verdict -> written(pair, verdict));
  }

  /** Changes what the body names. */
  @PATCH
  @Path("{peer}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public CompletionStage<Response> patch(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers,
      @Nullable JsonNode body) {
    var pair = relations.pair(kind, address, peer);
    var event = ContactInput.patch(Conditions.expects(headers), pair.peer(), body);
    return relations.write(pair, event, verdict -> written(pair, verdict));
  }

  /** Clears all four; blocks and pairs stay. */
  @DELETE
  @Path("{peer}")
  public CompletionStage<Response> delete(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers) {
    var pair = relations.pair(kind, address, peer);
    var event = ContactInput.nothing(Conditions.expects(headers), pair.peer());
    return relations.write(pair, event, verdict -> Answers.gone(verdict.at()));
  }

  private static Response written(Pair pair, Verdict<Relation> verdict) {
    return Answers.written(
        200,
        verdict.state().own().position(),
        verdict.at(),
        ContactBody.of(pair.peer(), verdict.state()));
  }
}
