package dev.kith.contactgraph.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.domain.MessageEnd;
import dev.kith.domain.MessageRule;
import dev.kith.kit.http.EvenTime;
import dev.kith.kit.http.Headers;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.SettingsStore;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
 * Whether an owner and a peer may message each other. Both ends are asked where they live, so that
 * what was acknowledged holds; only what the owner's own end says is told. A peer who shows the
 * owner nothing cannot be messaged, so that one who blocks the owner, hides from them or was never
 * there is the same.
 */
@Path("/v1/{kind}/{address}/can-message/{peer}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class CanMessageResource {

  private final Relations relations;
  private final Partitions partitions;
  private final FarEnds farEnds;
  private final EvenTime evenTime;
  private final Draws draws;

  CanMessageResource(
      Relations relations, Partitions partitions, FarEnds farEnds, EvenTime evenTime, Draws draws) {
    this.relations = relations;
    this.partitions = partitions;
    this.farEnds = farEnds;
    this.evenTime = evenTime;
    this.draws = draws;
  }

  /**
   * The answer.
   *
   * @param rule why the owner's own end forbids it; absent if it does not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Body(boolean allowed, @Nullable String rule) {
    static Body of(MessageEnd own, FarEnd far) {
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
      @PathParam("kind") String kind,
      @PathParam("address") String address,
      @PathParam("peer") String peer,
      @Context HttpHeaders headers,
      @Context RoutingContext question) {
    var pair = relations.pair(kind, address, peer);
    var settings =
        SettingsStore.read(partitions.store(SettingsStore.NAME, pair.owner()), pair.owner());
    var own = MessageEnd.of(relations.read(pair).own(), settings);
    return draws
        .charge(pair.owner(), List.of(pair.peer()))
        .thenCompose(_ -> {
          evenTime.ask(question);
          return farEnds.of(List.of(pair.peer()), pair.owner(), headers);
        })
        .thenApply(ends -> Objects.requireNonNull(ends.get(pair.peer().text())))
        .thenApply(
            far -> Response.ok(Body.of(own, far)).cacheControl(Headers.revalidated()).build())
        .thenCompose(answer -> evenTime.hold(answer, question, 1));
  }
}
