package dev.kith.contactgraph.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.auth.OwnerPath;
import dev.kith.kit.auth.Permission;
import dev.kith.kit.json.JsonFields;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** REST resource with which other services charge a caller's budget for reads about addresses. */
@Path("/v1/{kind}/{address}/{resource:budget:draw$}")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class BudgetChargeResource {

  private static final String ADDRESSES = "addresses";

  private static final int MAX_ADDRESSES = 500;

  private final Permission permission;
  private final BudgetService budgetService;

  BudgetChargeResource(Permission permission, BudgetService budgetService) {
    this.permission = permission;
    this.budgetService = budgetService;
  }

  /** Returns 204 if the budget allows the addresses, else 429 with Retry-After. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> draw(@BeanParam OwnerPath path, @Nullable JsonNode body) {
    var owner = permission.owner(path);
    var texts =
        JsonFields.of(body, Set.of(ADDRESSES))
            .texts(ADDRESSES, MAX_ADDRESSES, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(ADDRESSES, "must be a list"));
    return budgetService
        .charge(owner, addresses(texts))
        .thenApply(_ -> Response.noContent().build());
  }

  private static List<Address> addresses(List<String> texts) {
    var addresses = new LinkedHashSet<Address>();
    for (var index = 0; index < texts.size(); index++) {
      addresses.add(Caller.anyone(texts.get(index), ADDRESSES + "[" + index + "]"));
    }
    return List.copyOf(addresses);
  }
}
