package dev.kith.kit.http;

import dev.kith.kit.nodes.NodeAuthFilter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Equalizer that delays 404 responses to 2 to 3 ms after the request, so that latency does not
 * reveal whether the resource exists. A hidden, blocking, deleted or non-existing owner takes
 * different work, more for an owner with many rules; all of it ends before the response is sent. On
 * a busy machine the work takes longer: the delay grows to the duration of nearly all of the recent
 * work.
 */
@ApplicationScoped
public class TimingEqualizer {

  /** Longer than it takes to read the largest profile and to decide about it. */
  private static final long MIN_DELAY = TimeUnit.MILLISECONDS.toNanos(2);

  /** Largest delay: work includes receiving the request, which its sender can slow down. */
  private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(30);

  /**
   * Additional time per address of a request about many addresses; longer than most of them take.
   */
  private static final long DELAY_PER_ADDRESS = TimeUnit.MICROSECONDS.toNanos(50);

  /**
   * Random additional delay, up to this part of the delay. Finished work leaves traces in the state
   * of the processor's caches and clocks; the remaining difference of a few microseconds is not
   * measurable in this spread.
   */
  private static final double MAX_JITTER = 0.5;

  private static final String QUESTION = "kith.question";

  /** Before every handler that may find that a resource does not exist. */
  public static final int ORDER = NodeAuthFilter.ORDER + 10;

  private final Vertx vertx;
  private final RecentDurations work = new RecentDurations();

  TimingEqualizer(Vertx vertx) {
    this.vertx = vertx;
  }

  private record Question(long arrivedAt, Context loop) {}

  void install(@Observes Router router) {
    router.route("/v1/*").order(ORDER).handler(this::note);
  }

  private void note(RoutingContext question) {
    question.put(QUESTION, new Question(System.nanoTime(), vertx.getOrCreateContext())).next();
  }

  /**
   * Restarts the delay, as if the request had arrived now: work before this call does not depend on
   * whether the resource exists.
   */
  public void ask(RoutingContext question) {
    Question asked = question.get(QUESTION);
    if (asked != null) {
      question.put(QUESTION, new Question(System.nanoTime(), asked.loop));
    }
  }

  /** Delays a response until its time. */
  CompletionStage<Response> hold(Response answer, RoutingContext question) {
    return hold(answer, question, 0);
  }

  /** Delays a response about {@code many} addresses. */
  public CompletionStage<Response> hold(Response answer, RoutingContext asked, int many) {
    Question question = asked.get(QUESTION);
    if (question == null) {
      return CompletableFuture.completedFuture(answer);
    }
    long forMany = many * DELAY_PER_ADDRESS;
    long now = System.nanoTime();
    work.add(now - question.arrivedAt - forMany);
    var later =
        CompletableFuture.delayedExecutor(
            question.arrivedAt + forMany + delay() - now,
            TimeUnit.NANOSECONDS,
            task -> question.loop.runOnContext(_ -> task.run()));
    return CompletableFuture.supplyAsync(() -> answer, later);
  }

  private long delay() {
    long delay = Math.clamp(work.quantile(), MIN_DELAY, MAX_DELAY);
    return delay + ThreadLocalRandom.current().nextLong((long) (MAX_JITTER * delay));
  }
}
