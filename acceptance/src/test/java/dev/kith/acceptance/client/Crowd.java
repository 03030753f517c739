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
 * Many who write at the same time, each what the same seed has them write. What meets a service
 * that is away is not repeated: whether it counts is for the journal to say.
 */
public final class Crowd {

  private final Duration within;
  private final Runnable whenAway;
  private final AtomicInteger sent = new AtomicInteger();
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();

  /** One write of one of them. */
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

  /** Starts {@code count} writers of so many writes each, and returns at once. */
  public void start(int count, int writesOfEach, long seed, Write write) {
    for (int number = 0; number < count; number++) {
      int writer = number;
      writers.add(
          CompletableFuture.runAsync(
              () -> run(writer, writesOfEach, new Random(seed + writer), write),
              task -> Thread.ofVirtual().start(task)));
    }
  }

  /** Returns when so many writes of all were sent; at once when one of the writers has failed. */
  public void awaitSent(int count) {
    await()
        .atMost(within)
        .until(() -> sent.get() >= count || writers.stream().anyMatch(Future::isDone));
  }

  /** Returns when all have sent all, and fails if one did. */
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
