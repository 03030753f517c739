package dev.kith.bench.contacts;

import dev.kith.bench.journal.Backlog;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.bench.process.Machine;
import dev.kith.bench.process.ProcessorTimes;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Run in which a backend syncs many phone books of different users, compared with raw appends of
 * the same events.
 */
final class BulkSyncRun {

  private static final Duration WITHIN = Duration.ofMinutes(10);
  private static final int RAW_ROUNDS = 3;
  private static final int GOAL = 40_000;
  private static final int ATTEMPTS = 60;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private final Stack stack;
  private final PhoneBooks books;
  private final int size;
  private final int inFlight;
  private final Consumer<String> tell;
  private final LongAdder sentAgain = new LongAdder();

  BulkSyncRun(Stack stack, PhoneBooks books, int size, int inFlight, Consumer<String> tell) {
    this.stack = stack;
    this.books = books;
    this.size = size;
    this.inFlight = inFlight;
    this.tell = tell;
  }

  /** Results, with times in seconds. */
  record Result(
      int syncs,
      int size,
      long sentAgain,
      double accepted,
      double folded,
      double rested,
      double raw,
      ProcessorTimes times,
      String load) {

    boolean meetsGoal() {
      return 2 * edges() / folded >= GOAL;
    }

    String text() {
      return String.join(
          "\n",
          "",
          "%,d syncs of %,d addresses, half exist".formatted(syncs, size),
          "  all accepted (202) after                     %9.2f s, %d sent again after a 503"
              .formatted(accepted, sentAgain),
          "  all folded in both directions after          %9.2f s  %,9.0f edges/s, %,9.0f half-edges/s"
              .formatted(folded, edges() / folded, 2 * edges() / folded),
          "  all services at rest, updates told, after    %9.2f s  %,9.0f edges/s"
              .formatted(rested, edges() / rested),
          "  floor: raw appends of the same events        %9.2f s  %,9.0f edges/s; ratio %.3f"
              .formatted(raw, edges() / raw, raw / folded),
          "  processor time meanwhile",
          times.text("an edge", edges()),
          "  machine: " + Machine.description() + "; meanwhile " + load,
          "  goal ≥ %,d half-edges/s: %s".formatted(GOAL, meetsGoal() ? "met" : "missed"));
    }

    private double edges() {
      return (double) syncs * size;
    }
  }

  /** Syncs the phone books from {@code first} on, which no other run may have synced. */
  Result run(int first, int syncs) throws InterruptedException, ExecutionException {
    double raw = raw(first, syncs);
    Machine.Ticks before = Machine.Ticks.now();
    try (FoldedHalfEdges halfEdges = new FoldedHalfEdges(stack.broker());
        Backlog backlog = Backlog.of(stack)) {
      ProcessorTimes timesBefore = ProcessorTimes.of(stack);
      long start = System.nanoTime();
      send(first, syncs);
      double accepted = seconds(start);
      long edges = (long) syncs * size;
      Duration folded =
          halfEdges.await(
              edges,
              WITHIN,
              written -> tell.accept("  about %,d of %,d edges".formatted(written, edges)));
      backlog.awaitNone(
          WITHIN, left -> tell.accept("  about %,d records are left to fold".formatted(left)));
      double rested = seconds(start);
      String load = Machine.Ticks.now().since(before);
      ProcessorTimes times = ProcessorTimes.of(stack).since(timesBefore);
      return new Result(
          syncs,
          size,
          sentAgain.sum(),
          accepted,
          folded.toMillis() / 1e3,
          rested,
          raw,
          times,
          load);
    }
  }

  private double raw(int first, int syncs) throws InterruptedException, ExecutionException {
    RawAppends appends = new RawAppends(stack);
    for (int number = first; number < first + syncs; number++) {
      appends.add(books.owner(number), PhoneBooks.event(books.peers(number, size)));
    }
    double best = Double.MAX_VALUE;
    for (int round = 0; round < RAW_ROUNDS; round++) {
      best = Math.min(best, appends.run().toNanos() / 1e9);
    }
    return best;
  }

  /**
   * Sends the syncs and waits until all are accepted; a sync that is refused with 503 is sent
   * again.
   */
  private void send(int first, int syncs) throws InterruptedException, ExecutionException {
    Semaphore places = new Semaphore(inFlight);
    List<Future<?>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int number = first; number < first + syncs; number++) {
        int own = number;
        places.acquire();
        sent.add(
            threads.submit(() -> {
              try {
                send(own);
                return own;
              } finally {
                places.release();
              }
            }));
      }
      for (Future<?> sync : sent) {
        var _ = sync.get();
      }
    }
  }

  private void send(int number) throws InterruptedException {
    Api backend = stack.backend().api();
    String path = Api.path(books.owner(number)) + "/contacts:sync";
    String body = PhoneBooks.json(books.peers(number, size));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Answer answer = backend.sendAsync("POST", path, body).join();
      if (answer.status() == 202) {
        return;
      }
      if (answer.status() != 503) {
        throw new IllegalStateException("Not accepted: " + answer);
      }
      sentAgain.increment();
      Thread.sleep(AGAIN_AFTER);
    }
    throw new IllegalStateException("Not accepted in " + ATTEMPTS + " attempts");
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
