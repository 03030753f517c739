package dev.kith.kit.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Registry that hands a fold's verdict to the waiting request of this node, by the event's id. */
@ApplicationScoped
public class Verdicts {

  private final Map<String, CompletableFuture<Verdict<?>>> awaited = new ConcurrentHashMap<>();

  /** Called before the event is appended, so that no verdict is missed; {@link #forget} ends it. */
  @SuppressWarnings("unchecked") // the caller knows the type of the resource that its event changes
  <S> CompletableFuture<Verdict<S>> register(String eventId) {
    var verdict = new CompletableFuture<Verdict<S>>();
    awaited.put(eventId, (CompletableFuture<Verdict<?>>) (CompletableFuture<?>) verdict);
    return verdict;
  }

  void forget(String eventId) {
    awaited.remove(eventId);
  }

  /**
   * Called by the fold. Events without a waiting request, such as a foreign producer's, are
   * ignored.
   */
  public void settle(String eventId, Verdict<?> verdict) {
    var waiting = awaited.get(eventId);
    if (waiting != null) {
      waiting.completeAsync(() -> verdict);
    }
  }
}
