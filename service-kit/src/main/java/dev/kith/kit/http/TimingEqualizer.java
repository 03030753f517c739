package dev.kith.kit.http;

import dev.kith.kit.nodes.OwnerRoutingFilter;
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
 * Says that nothing is here at a time that the work does not decide, a little over two milliseconds
 * after the question came: hidden, blocking, deleted and never-existing take different work, longer
 * for an owner with many rules, and all of it ends before the answer goes out.
 */
@ApplicationScoped
public class TimingEqualizer {

  /** Above what the largest profile takes to be read and decided about. */
  private static final long NOT_SOONER = TimeUnit.MILLISECONDS.toNanos(2);

  /** As much more for each of many that are asked for at once: above what most of them take. */
  private static final long FOR_EACH = TimeUnit.MICROSECONDS.toNanos(50);

  /**
   * Up to so much later, at random: work that is done leaves the processor's caches and clocks in a
   * state of its own, and what is left of that, a few microseconds, cannot be told in this.
   */
  private static final long SPREAD = TimeUnit.MILLISECONDS.toNanos(1);

  private static final String QUESTION = "kith.question";

  /** Before all that may find that nothing is here. */
  private static final int ORDER = OwnerRoutingFilter.ORDER - 1;

  private final Vertx vertx;

  TimingEqualizer(Vertx vertx) {
    this.vertx = vertx;
  }

  private record Question(long cameAt, Context loop) {}

  void install(@Observes Router router) {
    router.route("/v1/*").order(ORDER).handler(this::note);
  }

  private void note(RoutingContext question) {
    question.put(QUESTION, new Question(System.nanoTime(), vertx.getOrCreateContext())).next();
  }

  /** As if the question came now: what was done before says nothing about what is here. */
  public void ask(RoutingContext question) {
    Question asked = question.get(QUESTION);
    if (asked != null) {
      question.put(QUESTION, new Question(System.nanoTime(), asked.loop));
    }
  }

  /** Holds an answer back until its time. */
  CompletionStage<Response> hold(Response answer, RoutingContext question) {
    return hold(answer, question, NOT_SOONER);
  }

  /** Holds back an answer about {@code many}. */
  public CompletionStage<Response> hold(Response answer, RoutingContext question, int many) {
    return hold(answer, question, NOT_SOONER + many * FOR_EACH);
  }

  private static CompletionStage<Response> hold(
      Response answer, RoutingContext asked, long notSooner) {
    Question question = asked.get(QUESTION);
    if (question == null) {
      return CompletableFuture.completedFuture(answer);
    }
    var due = question.cameAt + notSooner + ThreadLocalRandom.current().nextLong(SPREAD);
    var later =
        CompletableFuture.delayedExecutor(
            due - System.nanoTime(),
            TimeUnit.NANOSECONDS,
            task -> question.loop.runOnContext(_ -> task.run()));
    return CompletableFuture.supplyAsync(() -> answer, later);
  }
}
