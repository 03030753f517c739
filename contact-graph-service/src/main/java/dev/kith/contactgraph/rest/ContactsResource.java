package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.contactgraph.budget.BudgetService;
import dev.kith.contactgraph.query.ContactBody;
import dev.kith.contactgraph.query.ContactInput;
import dev.kith.contactgraph.query.ContactQuery;
import dev.kith.contactgraph.query.ContactReader;
import dev.kith.contactgraph.query.OwnerAndPeer;
import dev.kith.contactgraph.query.PairPath;
import dev.kith.contactgraph.query.PeerRelationsQuery;
import dev.kith.contactgraph.query.PeerScanner.Peer;
import dev.kith.contactgraph.query.RelationAccess;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.consistency.ReadBarrier;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.http.Preconditions;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
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

/** REST resource of an owner's contacts: contact, subscribed, announced, labels. */
@Path("/v1/{kind}/{address}/contacts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {

  private final Caller caller;
  private final RelationAccess relationAccess;
  private final ContactReader contactReader;
  private final TimingEqualizer timingEqualizer;
  private final PageCursors cursors;
  private final BudgetService budgetService;
  private final ReadBarrier barrier;

  ContactsResource(
      Caller caller,
      RelationAccess relationAccess,
      ContactReader contactReader,
      TimingEqualizer timingEqualizer,
      PageCursors cursors,
      BudgetService budgetService,
      ReadBarrier barrier) {
    this.caller = caller;
    this.relationAccess = relationAccess;
    this.contactReader = contactReader;
    this.timingEqualizer = timingEqualizer;
    this.cursors = cursors;
    this.budgetService = budgetService;
    this.barrier = barrier;
  }

  /**
   * Returns a page of contacts in the order of their addresses. Runs on a worker thread, because a
   * rare label among many peers needs a long scan.
   */
  @GET
  @Blocking
  public CompletionStage<Response> list(
      @BeanParam OwnerPath path,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("label") @Nullable String label,
      @QueryParam("relation") @Nullable String relation,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var owner = relationAccess.owner(path);
    var query = ContactQuery.of(cursors, owner, limit, cursor, label, relation);
    if (query.backendOnly() && !caller.isBackend()) {
      throw Caller.backendOnly();
    }
    return contactReader
        .page(owner, query, headers)
        .thenCompose(page ->
            timingEqualizer.hold(
                Response.ok(page).cacheControl(Headers.revalidated()).build(),
                question,
                query.mutual() ? PeerRelationsQuery.MAX_PEERS : page.items().size()));
  }

  @GET
  @Path("{peer}")
  @NonBlocking
  public CompletionStage<Response> get(
      @BeanParam PairPath path, @Context HttpHeaders headers, @Context RoutingContext question) {
    var ownerAndPeer = relationAccess.pair(path);
    var relation = relationAccess.read(ownerAndPeer);
    if (ContactBody.isNothing(relation)) {
      throw ProblemException.notFound();
    }
    return contactReader
        .body(ownerAndPeer.owner(), new Peer(ownerAndPeer.peer(), relation), headers)
        .thenCompose(body -> timingEqualizer.hold(read(body, headers), question, 1));
  }

  /** Replaces all four fields; those absent from the body become false or empty. */
  @PUT
  @Path("{peer}")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> put(
      @BeanParam PairPath path,
      @Context HttpHeaders headers,
      @Context RoutingContext question,
      @Nullable JsonNode body) {
    var ownerAndPeer = relationAccess.pair(path);
    var event =
        ContactInput.replacement(
            relationAccess.expects(ownerAndPeer, headers), ownerAndPeer.peer(), body);
    return written(ownerAndPeer, event, headers, question);
  }

  /** Changes the fields in the body. */
  @PATCH
  @Path("{peer}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public CompletionStage<Response> patch(
      @BeanParam PairPath path,
      @Context HttpHeaders headers,
      @Context RoutingContext question,
      @Nullable JsonNode body) {
    var ownerAndPeer = relationAccess.pair(path);
    var event =
        ContactInput.patch(
            relationAccess.expects(ownerAndPeer, headers), ownerAndPeer.peer(), body);
    return written(ownerAndPeer, event, headers, question);
  }

  /** Clears all four fields; blocks and pairs stay. */
  @DELETE
  @Path("{peer}")
  public CompletionStage<Response> delete(@BeanParam PairPath path, @Context HttpHeaders headers) {
    var ownerAndPeer = relationAccess.pair(path);
    var event =
        ContactInput.nothing(relationAccess.expects(ownerAndPeer, headers), ownerAndPeer.peer());
    return relationAccess
        .append(ownerAndPeer, event)
        .thenCompose(written ->
            barrier.answer(
                ownerAndPeer.owner(),
                written,
                headers,
                verdict -> WriteResponses.gone(verdict.at())));
  }

  /**
   * Charges the budget for an added address, because adding it reveals the profile and {@code
   * mutual}.
   */
  private CompletionStage<Void> charged(OwnerAndPeer ownerAndPeer, ContactChanged event) {
    return event.contact().orElse(false) || event.subscribed().orElse(false)
        ? budgetService.charge(ownerAndPeer.owner(), List.of(ownerAndPeer.peer()))
        : CompletableFuture.completedFuture(null);
  }

  private static Response read(ContactBody body, HttpHeaders headers) {
    var isKnown = body.tag().filter(tag -> Preconditions.isKnown(headers, tag)).isPresent();
    return (isKnown ? Response.notModified() : Response.ok(body))
        .tag(body.tag().orElse(null))
        .cacheControl(Headers.revalidated())
        .build();
  }

  /**
   * The response contains {@code mutual}, for which the peer's profile is read. Its time is
   * therefore equalized like that of a read, counted from the fold of the write. Meanwhile the
   * other services fold the event, too.
   */
  private CompletionStage<Response> written(
      OwnerAndPeer ownerAndPeer,
      Verdict<Relation> verdict,
      HttpHeaders headers,
      RoutingContext question) {
    timingEqualizer.ask(question);
    var folded = barrier.folded(ownerAndPeer.owner(), verdict.at(), headers);
    return contactReader
        .body(ownerAndPeer.owner(), new Peer(ownerAndPeer.peer(), verdict.state()), headers)
        .thenApply(
            body -> WriteResponses.written(200, body.tag().orElseThrow(), verdict.at(), body))
        .thenCompose(answer -> timingEqualizer.hold(answer, question, 1))
        .thenCombine(folded, (answer, all) -> all ? answer : WriteResponses.pending(verdict.at()));
  }

  private CompletionStage<Response> written(
      OwnerAndPeer ownerAndPeer,
      ContactChanged event,
      HttpHeaders headers,
      RoutingContext question) {
    var actor = caller.actor();
    // the result of the charge arrives on another thread
    var trace = io.opentelemetry.context.Context.current();
    return charged(ownerAndPeer, event)
        .thenCompose(trace.wrapFunction(_ -> relationAccess.append(ownerAndPeer, event, actor)))
        .thenCompose(written ->
            WriteResponses.later(
                written, verdict -> written(ownerAndPeer, verdict, headers, question)));
  }
}
