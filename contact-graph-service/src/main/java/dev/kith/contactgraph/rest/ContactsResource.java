package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.contactgraph.rest.PeerWalk.Peer;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.http.Answers;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Conditions;
import dev.kith.kit.http.EvenTime;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
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

  private final Caller caller;
  private final Relations relations;
  private final Contacts contacts;
  private final EvenTime evenTime;

  ContactsResource(Caller caller, Relations relations, Contacts contacts, EvenTime evenTime) {
    this.caller = caller;
    this.relations = relations;
    this.contacts = contacts;
    this.evenTime = evenTime;
  }

  /**
   * All of them in the order of their addresses, page by page. Not on the event loop: a rare label
   * among many peers takes a long walk.
   */
  @GET
  @Blocking
  public CompletionStage<Response> list(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("label") @Nullable String label,
      @QueryParam("relation") @Nullable String relation,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var owner = relations.owner(kind, address);
    var query = ContactQuery.of(limit, cursor, label, relation);
    if (query.backendOnly() && !caller.isBackend()) {
      throw Caller.backendOnly();
    }
    return contacts
        .page(owner, query, headers)
        .thenCompose(page ->
            evenTime.hold(
                Response.ok(page).cacheControl(Headers.revalidated()).build(),
                question,
                page.items().size()));
  }

  @GET
  @Path("{peer}")
  @NonBlocking
  public CompletionStage<Response> get(
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var pair = relations.pair(kind, address, peer);
    var relation = relations.read(pair);
    if (ContactBody.isNothing(relation)) {
      throw ProblemException.notFound();
    }
    return contacts
        .body(pair.owner(), new Peer(pair.peer(), relation), headers)
        .thenCompose(body -> evenTime.hold(read(body, headers), question, 1));
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
    var event = ContactInput.replacement(relations.expects(pair, headers), pair.peer(), body);
    return written(pair, event, headers);
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
    var event = ContactInput.patch(relations.expects(pair, headers), pair.peer(), body);
    return written(pair, event, headers);
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
    var event = ContactInput.nothing(relations.expects(pair, headers), pair.peer());
    return relations.write(pair, event, verdict -> Answers.gone(verdict.at()));
  }

  private static Response read(ContactBody body, HttpHeaders headers) {
    var isKnown = body.tag().filter(tag -> Conditions.isKnown(headers, tag)).isPresent();
    return (isKnown ? Response.notModified() : Response.ok(body))
        .tag(body.tag().orElse(null))
        .cacheControl(Headers.revalidated())
        .build();
  }

  private CompletionStage<Response> written(Pair pair, ContactChanged event, HttpHeaders headers) {
    return relations
        .append(pair, event)
        .thenCompose(written ->
            Answers.later(
                written,
                verdict ->
                    contacts
                        .body(pair.owner(), new Peer(pair.peer(), verdict.state()), headers)
                        .thenApply(body ->
                            Answers.written(200, body.tag().orElseThrow(), verdict.at(), body))));
  }
}
