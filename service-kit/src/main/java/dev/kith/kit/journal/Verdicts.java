package dev.kith.kit.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Brings a fold's verdict to the request of this node that waits for it, by the event's id. */
@ApplicationScoped
public class Verdicts {

  private final Map<String, CompletableFuture<Verdict<?>>> awaited = new ConcurrentHashMap<>();

  /** Called before the event is appended, so that no verdict is missed; {@link #forget} ends it. */
  @SuppressWarnings(
      "unchecked") // whoever appends an event knows of which piece the fold will speak
  <S> CompletableFuture<Verdict<S>> await(String eventId) {
    var verdict = new CompletableFuture<Verdict<S>>();
    awaited.put(eventId, (CompletableFuture<Verdict<?>>) (CompletableFuture<?>) verdict);
    return verdict;
  }

  void forget(String eventId) {
    awaited.remove(eventId);
  }

  /**
   * Called by the fold. An event that nobody here waits for, such as a foreign producer's, is fine.
   */
  public void settle(String eventId, Verdict<?> verdict) {
    var waiting = awaited.get(eventId);
    if (waiting != null) {
      waiting.completeAsync(() -> verdict);
    }
  }
}
