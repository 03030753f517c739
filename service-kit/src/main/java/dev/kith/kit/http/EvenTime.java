package dev.kith.kit.http;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Says that nothing is here never sooner than a fixed time after the question came: hidden,
 * blocking, deleted and never-existing take different work, longer for an owner with many rules,
 * and all of it ends before the answer goes out.
 */
@Singleton
public class EvenTime {

  /** Above what the largest profile takes to be read and decided about. */
  private static final Duration NOT_SOONER = Duration.ofMillis(1);

  private static final int NOT_FOUND = Response.Status.NOT_FOUND.getStatusCode();

  private final Vertx vertx;

  EvenTime(Vertx vertx) {
    this.vertx = vertx;
  }

  /** What {@code answer} gives, at once, unless that is a 404. */
  public CompletionStage<Response> of(Supplier<Response> answer) {
    var asked = System.nanoTime();
    try {
      return CompletableFuture.completedStage(answer.get());
    } catch (ProblemException problem) {
      if (problem.problem().status() != NOT_FOUND) {
        throw problem;
      }
      return CompletableFuture.supplyAsync(
          () -> {
            throw problem;
          },
          at(asked + NOT_SOONER.toNanos()));
    }
  }

  /** Runs tasks on the event loop of this request, at that time. */
  private Executor at(long nanoTime) {
    var context = vertx.getOrCreateContext();
    return CompletableFuture.delayedExecutor(
        nanoTime - System.nanoTime(),
        TimeUnit.NANOSECONDS,
        task -> context.runOnContext(ignored -> task.run()));
  }
}
