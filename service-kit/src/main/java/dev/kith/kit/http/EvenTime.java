package dev.kith.kit.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Says that nothing is here never sooner than a fixed time after the question came: hidden,
 * blocking, deleted and never-existing take different work, longer for an owner with many rules,
 * and all of it ends before the answer goes out.
 */
@ApplicationScoped
public class EvenTime {

  /** Above what the largest profile takes to be read and decided about. */
  private static final long NOT_SOONER = TimeUnit.MILLISECONDS.toNanos(1);

  private static final String CAME_AT = "kith.came-at";

  /** Before all that may find that nothing is here. */
  private static final int ORDER = OwnerRoute.ORDER - 1;

  private final Vertx vertx;

  EvenTime(Vertx vertx) {
    this.vertx = vertx;
  }

  void install(@Observes Router router) {
    router
        .route("/v1/*")
        .order(ORDER)
        .handler(context -> context.put(CAME_AT, System.nanoTime()).next());
  }

  /** Holds an answer back until that time after the question came. */
  Uni<Response> hold(Response answer, RoutingContext question) {
    Long cameAt = question.get(CAME_AT);
    if (cameAt == null) {
      return Uni.createFrom().item(answer);
    }
    var loop = vertx.getOrCreateContext();
    var later =
        CompletableFuture.delayedExecutor(
            cameAt + NOT_SOONER - System.nanoTime(),
            TimeUnit.NANOSECONDS,
            task -> loop.runOnContext(_ -> task.run()));
    return Uni.createFrom()
        .completionStage(() -> CompletableFuture.supplyAsync(() -> answer, later));
  }
}
