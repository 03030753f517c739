package dev.kith.bench.latency;

import dev.kith.bench.measure.Latencies;

/**
 * Latencies of updates on their way to a WebSocket, and what was lost or duplicated.
 *
 * @param request from when a request was meant to be sent to its answer
 * @param toScreen from when a request was meant to be sent to the frame
 * @param merged changes that a later one took the place of, in the same frame
 * @param afterAnswer from the answer to the frame; negative where the frame was first
 */
public record DeliveryLatencies(
    Latencies request,
    Latencies toScreen,
    Latencies afterAnswer,
    int merged,
    int duplicated,
    int refused,
    int lost) {

  DeliveryLatencies(int merged, int duplicated, int refused, int lost) {
    this(new Latencies(), new Latencies(), new Latencies(), merged, duplicated, refused, lost);
  }

  /** The goal that the project has set itself. */
  boolean meetsGoal() {
    return toScreen.millisAt(50) <= 10 && toScreen.millisAt(99) <= 50 && isSound();
  }

  public boolean isSound() {
    return lost == 0 && duplicated == 0 && refused == 0;
  }
}
