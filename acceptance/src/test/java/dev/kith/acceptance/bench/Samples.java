package dev.kith.acceptance.bench;

import dev.kith.acceptance.client.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When each change was meant to be sent, was answered, and was on the screen. */
final class Samples {

  private final long[] intended;
  private final long[] answered;
  private final long[] shown;
  private int shownCount;
  private int refused;
  private int duplicates;

  Samples(int count) {
    this.intended = new long[count];
    this.answered = new long[count];
    this.shown = new long[count];
  }

  synchronized void intended(int number, long nanos) {
    intended[number] = nanos;
  }

  /** No answer at all is one that was refused. */
  synchronized void answered(int number, long nanos, @Nullable Answer answer) {
    answered[number] = nanos;
    if (answer == null || answer.status() != 200) {
      refused++;
    }
  }

  /** Any text but a number is from before the changes. */
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

  synchronized void awaitFrames(Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (shownCount < shown.length && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
  }

  synchronized Found found() {
    Found found = new Found(shown.length - shownCount, duplicates, refused);
    for (int number = 0; number < shown.length; number++) {
      found.request().add(answered[number] - intended[number]);
      if (shown[number] != 0) {
        found.toScreen().add(shown[number] - intended[number]);
        found.afterAnswer().add(shown[number] - answered[number]);
      }
    }
    return found;
  }
}
