package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.limits.BudgetClient;
import dev.kith.kit.nodes.NodeForwarder;
import dev.kith.kit.nodes.ScatterGather;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.streams.PartitionOwners;
import dev.kith.profile.view.PresenceViews;
import dev.kith.profile.view.StoredProfiles;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that returns the caller's views of many profiles. An empty view is left out, like a
 * profile that does not exist.
 */
@Path(LookupResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class LookupResource {

  static final String PATH = "/v1/profiles:lookup";

  private static final String ADDRESSES = "addresses";
  private static final int MAX_ADDRESSES = 500;

  private final StoredProfiles stored;
  private final PresenceViews presence;
  private final PartitionOwners partitionOwners;
  private final ScatterGather scatterGather;
  private final NodeForwarder nodeForwarder;
  private final TimingEqualizer timingEqualizer;
  private final Caller caller;
  private final BudgetClient budget;

  LookupResource(
      StoredProfiles stored,
      PresenceViews presence,
      PartitionOwners partitionOwners,
      ScatterGather scatterGather,
      NodeForwarder nodeForwarder,
      TimingEqualizer timingEqualizer,
      Caller caller,
      BudgetClient budget) {
    this.stored = stored;
    this.presence = presence;
    this.partitionOwners = partitionOwners;
    this.scatterGather = scatterGather;
    this.nodeForwarder = nodeForwarder;
    this.timingEqualizer = timingEqualizer;
    this.caller = caller;
    this.budget = budget;
  }

  /** Returns the views in the order of the request, each once. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> lookup(
      @Context HttpHeaders headers, @Context RoutingContext question, @Nullable JsonNode body) {
    var json = JsonFields.of(body, Set.of(ADDRESSES));
    var asked = AddressList.read(json, ADDRESSES, MAX_ADDRESSES, Caller::anyone);
    var isForwarded = NodeForwarder.isPassedOn(headers);
    // for a forwarded request, the forwarding node applies reciprocity to the presence
    var viewer = isForwarded || caller.isBackend() ? Optional.<Address>empty() : caller.address();
    if (!isForwarded) {
      budget.charge(asked, headers, question).join();
    }
    return scatterGather
        .<Address, Map<String, Object>>gather(
            asked,
            partitionOwners::of,
            headers,
            this::visible,
            (node, its) ->
                nodeForwarder.part(node, PATH, headers, body(its)).thenApply(this::byAddress))
        .thenCompose(found -> presence.of(found, viewer))
        .thenCompose(found -> timingEqualizer.hold(answer(asked, found), question, asked.size()));
  }

  private Map<String, Object> visible(List<Address> owners) {
    var visible = new HashMap<String, Object>();
    for (var owner : owners) {
      var seen = stored.seen(owner);
      if (!seen.view().isNothing()) {
        visible.put(owner.text(), seen.body());
      }
    }
    return visible;
  }

  private Map<String, Object> byAddress(JsonNode page) {
    var byAddress = new HashMap<String, Object>();
    page.path("items").forEach(item -> byAddress.put(item.path("address").asText(), item));
    return byAddress;
  }

  private static Response answer(Set<Address> asked, List<Map<String, Object>> found) {
    var items =
        asked.stream()
            .flatMap(owner -> found.stream().flatMap(part -> stream(part, owner)))
            .toList();
    return Response.ok(new Page<>(items, null)).cacheControl(Headers.notStored()).build();
  }

  private static Stream<Object> stream(Map<String, Object> part, Address owner) {
    return Stream.ofNullable(part.get(owner.text()));
  }

  private static JsonNode body(Collection<Address> addresses) {
    var body = JsonNodeFactory.instance.objectNode();
    var list = body.putArray(ADDRESSES);
    addresses.forEach(address -> list.add(address.text()));
    return body;
  }
}
