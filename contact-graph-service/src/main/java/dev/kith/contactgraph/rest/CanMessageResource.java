package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.contactgraph.budget.BudgetService;
import dev.kith.contactgraph.query.PairPath;
import dev.kith.contactgraph.query.PeerRelation;
import dev.kith.contactgraph.query.PeerRelations;
import dev.kith.contactgraph.query.RelationAccess;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.MessageRule;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.streams.PartitionOwners;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * REST resource that answers whether an owner and a peer may message each other. Both partition
 * owners are asked, so that acknowledged writes are respected. The response names only rules of the
 * owner's own side. A peer whose view for the owner is empty cannot be messaged, so that blocking,
 * hidden and non-existing peers cannot be told apart.
 */
@Path("/v1/{kind}/{address}/can-message/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class CanMessageResource {

  private final RelationAccess relationAccess;
  private final PartitionOwners partitionOwners;
  private final PeerRelations peerRelations;
  private final TimingEqualizer timingEqualizer;
  private final BudgetService budgetService;

  CanMessageResource(
      RelationAccess relationAccess,
      PartitionOwners partitionOwners,
      PeerRelations peerRelations,
      TimingEqualizer timingEqualizer,
      BudgetService budgetService) {
    this.relationAccess = relationAccess;
    this.partitionOwners = partitionOwners;
    this.peerRelations = peerRelations;
    this.timingEqualizer = timingEqualizer;
    this.budgetService = budgetService;
  }

  /**
   * JSON body of the response.
   *
   * @param rule rule of the owner's own side that forbids messages; absent if there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(boolean allowed, @Nullable String rule) {
    static Body of(MessageEnd own, PeerRelation far) {
      var rule = own.forbids(far.messages());
      return new Body(
          rule.isEmpty() && far.shown() && far.messages().forbids(own).isEmpty(),
          rule.map(Body::text).orElse(null));
    }

    private static String text(MessageRule rule) {
      return rule.name().toLowerCase(Locale.ROOT);
    }
  }

  @GET
  @NonBlocking
  public CompletionStage<Response> get(
      @BeanParam PairPath path, @Context HttpHeaders headers, @Context RoutingContext question) {
    var pair = relationAccess.pair(path);
    var settings =
        SettingsStore.read(partitionOwners.store(SettingsStore.NAME, pair.owner()), pair.owner());
    var own = MessageEnd.of(relationAccess.read(pair).own(), settings);
    return budgetService
        .charge(pair.owner(), List.of(pair.peer()))
        .thenCompose(_ -> {
          timingEqualizer.ask(question);
          return peerRelations.of(List.of(pair.peer()), pair.owner(), headers);
        })
        .thenApply(ends -> Objects.requireNonNull(ends.get(pair.peer().text())))
        .thenApply(
            far -> Response.ok(Body.of(own, far)).cacheControl(Headers.revalidated()).build())
        .thenCompose(answer -> timingEqualizer.hold(answer, question, 1));
  }
}
