package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.contactgraph.rest.PeerWalk.Peer;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.http.Answers;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Conditions;
import dev.kith.kit.http.EvenTime;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.http.ReadBarrier;
import dev.kith.kit.journal.Verdict;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private final PageCursors cursors;
  private final Draws draws;
  private final ReadBarrier barrier;

  ContactsResource(
      Caller caller,
      Relations relations,
      Contacts contacts,
      EvenTime evenTime,
      PageCursors cursors,
      Draws draws,
      ReadBarrier barrier) {
    this.caller = caller;
    this.relations = relations;
    this.contacts = contacts;
    this.evenTime = evenTime;
    this.cursors = cursors;
    this.draws = draws;
    this.barrier = barrier;
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
    var query = ContactQuery.of(cursors, owner, limit, cursor, label, relation);
    if (query.backendOnly() && !caller.isBackend()) {
      throw Caller.backendOnly();
    }
    return contacts
        .page(owner, query, headers)
        .thenCompose(page ->
            evenTime.hold(
                Response.ok(page).cacheControl(Headers.revalidated()).build(),
                question,
                query.mutual() ? PeersQuestion.MOST : page.items().size()));
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
      @Context RoutingContext question,
      @Nullable JsonNode body) {
    var pair = relations.pair(kind, address, peer);
    var event = ContactInput.replacement(relations.expects(pair, headers), pair.peer(), body);
    return written(pair, event, headers, question);
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
      @Context RoutingContext question,
      @Nullable JsonNode body) {
    var pair = relations.pair(kind, address, peer);
    var event = ContactInput.patch(relations.expects(pair, headers), pair.peer(), body);
    return written(pair, event, headers, question);
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
    return relations
        .append(pair, event)
        .thenCompose(written ->
            barrier.answer(pair.owner(), written, headers, verdict -> Answers.gone(verdict.at())));
  }

  /** Who adds an address learns of it: whether it returns the contact, and its profile. */
  private CompletionStage<Void> charged(Pair pair, ContactChanged event) {
    return event.contact().orElse(false) || event.subscribed().orElse(false)
        ? draws.charge(pair.owner(), List.of(pair.peer()))
        : CompletableFuture.completedFuture(null);
  }

  private static Response read(ContactBody body, HttpHeaders headers) {
    var isKnown = body.tag().filter(tag -> Conditions.isKnown(headers, tag)).isPresent();
    return (isKnown ? Response.notModified() : Response.ok(body))
        .tag(body.tag().orElse(null))
        .cacheControl(Headers.revalidated())
        .build();
  }

  /**
   * The answer has {@code mutual} in it, for which the peer's profile is read: it is held back from
   * when the write was folded, as a read is. Meanwhile the other services fold it, too.
   */
  private CompletionStage<Response> written(
      Pair pair, Verdict<Relation> verdict, HttpHeaders headers, RoutingContext question) {
    evenTime.ask(question);
    var folded = barrier.folded(pair.owner(), verdict.at(), headers);
    return contacts
        .body(pair.owner(), new Peer(pair.peer(), verdict.state()), headers)
        .thenApply(body -> Answers.written(200, body.tag().orElseThrow(), verdict.at(), body))
        .thenCompose(answer -> evenTime.hold(answer, question, 1))
        .thenCombine(folded, (answer, all) -> all ? answer : Answers.pending(verdict.at()));
  }

  private CompletionStage<Response> written(
      Pair pair, ContactChanged event, HttpHeaders headers, RoutingContext question) {
    var actor = caller.actor();
    // the answer about the budget comes on another thread
    var trace = io.opentelemetry.context.Context.current();
    return charged(pair, event)
        .thenCompose(trace.wrapFunction(_ -> relations.append(pair, event, actor)))
        .thenCompose(written ->
            Answers.later(written, verdict -> written(pair, verdict, headers, question)));
  }
}
