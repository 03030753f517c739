package dev.kith.acceptance.client;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Group of writers that write at the same time; with the same seed each makes the same writes. A
 * write that fails because a service is down is not repeated: only the journal shows whether it
 * took effect.
 */
public final class Crowd {

  private final Duration within;
  private final Runnable whenAway;
  private final AtomicInteger sent = new AtomicInteger();
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();

  /** One write of one writer. */
  @FunctionalInterface
  public interface Write {
    void write(int writer, Random random);
  }

  /**
   * @param whenAway waits until the services answer again
   */
  public Crowd(Duration within, Runnable whenAway) {
    this.within = within;
    this.whenAway = whenAway;
  }

  /** Starts {@code count} writers of {@code writesOfEach} writes each, and returns at once. */
  public void start(int count, int writesOfEach, long seed, Write write) {
    for (int number = 0; number < count; number++) {
      int writer = number;
      writers.add(
          CompletableFuture.runAsync(
              () -> run(writer, writesOfEach, new Random(seed + writer), write),
              task -> Thread.ofVirtual().start(task)));
    }
  }

  /**
   * Returns when the writers have sent {@code count} writes in total, or when one of them has
   * ended.
   */
  public void awaitSent(int count) {
    await()
        .atMost(within)
        .until(() -> sent.get() >= count || writers.stream().anyMatch(Future::isDone));
  }

  /** Waits for the end of all writers; fails if one of them has failed. */
  public void awaitAll() {
    writers.forEach(CompletableFuture::join);
  }

  private void run(int writer, int count, Random random, Write write) {
    for (int number = 0; number < count; number++) {
      try {
        write.write(writer, random);
      } catch (UncheckedIOException away) {
        whenAway.run();
      }
      sent.incrementAndGet();
    }
  }
}
