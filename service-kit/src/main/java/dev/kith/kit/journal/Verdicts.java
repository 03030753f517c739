package dev.kith.kit.journal;

import dev.kith.kit.pacing.WaitingRequests;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Registry that hands a fold's verdict to the waiting request of this node, by the event's id. */
@ApplicationScoped
public class Verdicts {

  private final Map<String, Waiting> awaited = new ConcurrentHashMap<>();
  private final WaitingRequests waitingRequests;

  /** Request that waits for a verdict, and the executor that continues it. */
  private record Waiting(CompletableFuture<Verdict<?>> verdict, Executor executor) {}

  public Verdicts(WaitingRequests waitingRequests) {
    this.waitingRequests = waitingRequests;
  }

  /** Called before the event is appended, so that no verdict is missed; {@link #forget} ends it. */
  @SuppressWarnings("unchecked") // the caller knows the type of the resource that its event changes
  <S> CompletableFuture<Verdict<S>> register(String eventId) {
    var verdict = new CompletableFuture<Verdict<S>>();
    waitingRequests.begin();
    awaited.put(
        eventId,
        new Waiting((CompletableFuture<Verdict<?>>) (CompletableFuture<?>) verdict, executor()));
    return verdict;
  }

  /** The event loop of the calling request, so that no third thread wakes up for the verdict. */
  private static Executor executor() {
    var context = Vertx.currentContext();
    return context != null && context.isEventLoopContext()
        ? task -> context.runOnContext(_ -> task.run())
        : ForkJoinPool.commonPool();
  }

  void forget(String eventId) {
    if (awaited.remove(eventId) != null) {
      waitingRequests.end();
    }
  }

  /**
   * Called by the fold. Events without a waiting request, such as a foreign producer's, are
   * ignored.
   */
  public void settle(String eventId, Verdict<?> verdict) {
    var waiting = awaited.get(eventId);
    if (waiting != null) {
      waiting.verdict().completeAsync(() -> verdict, waiting.executor());
    }
  }
}
