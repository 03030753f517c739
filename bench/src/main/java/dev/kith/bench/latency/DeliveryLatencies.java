package dev.kith.bench.latency;

import dev.kith.bench.measure.Latencies;

/**
 * Latencies of updates from the write request to a WebSocket, and counts of lost and duplicated
 * updates.
 *
 * @param request from the time at which a request was meant to be sent to its response
 * @param toScreen from the time at which a request was meant to be sent to the frame
 * @param merged changes that were replaced by a later change in the same frame
 * @param afterAnswer from the response to the frame; negative if the frame came first
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

  /**
   * Returns true if the median is at most 10 ms, the 99th percentile at most 50 ms, and all updates
   * arrived once.
   */
  boolean meetsGoal() {
    return toScreen.millisAt(50) <= 10 && toScreen.millisAt(99) <= 50 && isSound();
  }

  public boolean isSound() {
    return lost == 0 && duplicated == 0 && refused == 0;
  }
}
