package dev.kith.contactgraph.rest;

import dev.kith.contactgraph.budget.BudgetService;
import dev.kith.contactgraph.query.Suggestions;
import dev.kith.domain.Address;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * REST resource of suggestions, by the number of mutual contacts: one short list without a next
 * page.
 */
@Path("/v1/{kind}/{address}/suggestions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class SuggestionsResource {

  /** Maximum and default number of items. */
  static final int MAX_ITEMS = 50;

  private final Permission permission;
  private final Suggestions suggestions;
  private final TimingEqualizer timingEqualizer;
  private final BudgetService budgetService;

  SuggestionsResource(
      Permission permission,
      Suggestions suggestions,
      TimingEqualizer timingEqualizer,
      BudgetService budgetService) {
    this.permission = permission;
    this.suggestions = suggestions;
    this.timingEqualizer = timingEqualizer;
    this.budgetService = budgetService;
  }

  /**
   * Returns the suggestions. Runs on a worker thread, because it reads many relations and asks
   * other nodes. Its time is equalized for the maximum number of candidates: those that may not be
   * found are not in the list, but were asked about.
   */
  @GET
  @Blocking
  public CompletionStage<Response> list(
      @BeanParam OwnerPath path,
      @QueryParam("limit") @Nullable String limit,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var owner = permission.owner(path);
    if (owner.isGroup()) {
      throw ProblemException.notFound();
    }
    var charge = budgetService.charge(owner);
    return suggestions
        .of(owner, limit(limit), headers)
        .thenCompose(items -> charge.apply(addresses(items)).thenApply(_ -> items))
        .thenApply(items -> new Page<>(items, null))
        .thenApply(page -> Response.ok(page).cacheControl(Headers.notStored()).build())
        .thenCompose(answer -> timingEqualizer.hold(answer, question, Suggestions.MAX_CANDIDATES));
  }

  private static List<Address> addresses(List<Suggestions.Suggestion> items) {
    return items.stream().map(item -> new Address(item.address())).toList();
  }

  private static int limit(@Nullable String limit) {
    var requested = limit == null ? MAX_ITEMS : Page.limit(limit);
    if (requested > MAX_ITEMS) {
      throw JsonFields.invalid("limit", "must be a number from 1 to " + MAX_ITEMS);
    }
    return requested;
  }
}
