package dev.kith.bench.latency;

import dev.kith.harness.client.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times at which each change was due, was answered, and arrived on the WebSocket. */
final class LatencySamples {

  private final long[] intended;
  private final long[] answered;
  private final long[] shown;
  private int shownCount;
  private int refused;
  private int duplicates;

  LatencySamples(int count) {
    this.intended = new long[count];
    this.answered = new long[count];
    this.shown = new long[count];
  }

  synchronized void intended(int number, long nanos) {
    intended[number] = nanos;
  }

  /** Records a response; a change without a response counts as refused. */
  synchronized void answered(int number, long nanos, @Nullable Answer answer) {
    answered[number] = nanos;
    if (answer == null || answer.status() != 200) {
      refused++;
    }
  }

  /** Records a frame; a status that is no number was set before the changes. */
  synchronized void shown(String status, long nanos) {
    if (!status.matches("\\d{1,9}")) {
      return;
    }
    int number = Integer.parseInt(status);
    if (shown[number] != 0) {
      duplicates++;
      return;
    }
    shown[number] = nanos;
    shownCount++;
    notifyAll();
  }

  /** Waits until the last change has arrived, or the time has passed. */
  synchronized void awaitLast(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (shown[shown.length - 1] == 0 && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
  }

  /**
   * Returns the latencies. A session that lags merges its waiting changes and sends only the
   * latest, so that a merged change counts as shown when the change that replaced it arrived. A
   * change is lost only if neither it nor a later change arrived.
   */
  synchronized DeliveryLatencies found() {
    DeliveryLatencies deliveryLatencies =
        new DeliveryLatencies(merged(), duplicates, refused, lost());
    long covered = 0;
    for (int number = shown.length - 1; number >= 0; number--) {
      covered = shown[number] == 0 ? covered : shown[number];
      deliveryLatencies.request().add(answered[number] - intended[number]);
      if (covered != 0) {
        deliveryLatencies.toScreen().add(covered - intended[number]);
        deliveryLatencies.afterAnswer().add(covered - answered[number]);
      }
    }
    return deliveryLatencies;
  }

  private int merged() {
    return shown.length - shownCount - lost();
  }

  private int lost() {
    int number = shown.length - 1;
    while (number >= 0 && shown[number] == 0) {
      number--;
    }
    return shown.length - 1 - number;
  }
}
