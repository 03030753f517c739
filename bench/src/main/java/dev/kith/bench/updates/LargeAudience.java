package dev.kith.bench.updates;

import static dev.kith.harness.client.ProfileText.aProfile;

import dev.kith.avro.ContactsSynced;
import dev.kith.bench.journal.Backlog;
import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.bench.latency.DeliveryLatencies;
import dev.kith.bench.latency.UpdateRun;
import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.bench.process.Machine;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Measurement of one profile with very many subscribers: how long until all are told of a change,
 * and what others notice meanwhile, in the same partition and in another one.
 */
final class LargeAudience {

  private static final Duration FOLD_WITHIN = Duration.ofMinutes(45);
  private static final int GOAL_TIMES = 2;
  private static final int TELL_EVERY = 100_000;

  private final Stack stack;
  private final int audience;
  private final Person subject;
  private final Consumer<String> tell;

  LargeAudience(Stack stack, int audience, Consumer<String> tell) {
    this.stack = stack;
    this.audience = audience;
    this.subject = stack.person("large");
    this.tell = tell;
  }

  /** Others' changes, of somebody in the same partition and of somebody elsewhere. */
  record Others(DeliveryLatencies beside, DeliveryLatencies elsewhere) {}

  /** What was measured. */
  record Result(
      int audience, List<Duration> walks, Duration last, Others idle, Others busy, String load) {

    Result {
      walks = List.copyOf(walks);
    }

    boolean meetsGoal() {
      return times(99, idle.beside, busy.beside) <= GOAL_TIMES
          && times(99, idle.elsewhere, busy.elsewhere) <= GOAL_TIMES
          && busy.beside.isSound()
          && busy.elsewhere.isSound();
    }

    String text() {
      return String.join(
          "\n",
          "",
          "a change of a profile with %,d subscribers".formatted(audience),
          "  all are told after, in %d walks one after the other: %s; the last one exactly, by the broker's clock: %.2f s"
              .formatted(walks.size(), seconds(walks), last.toMillis() / 1e3),
          "  %.0f updates a second".formatted(audience / (last.toMillis() / 1e3)),
          Latencies.head("others: request -> frame on the screen, ms"),
          idle.beside.toScreen().line("in the same partition, at rest"),
          busy.beside.toScreen().line("in the same partition, meanwhile"),
          idle.elsewhere.toScreen().line("in another partition, at rest"),
          busy.elsewhere.toScreen().line("in another partition, meanwhile"),
          "  lost frames %d, refused writes %d; machine: %s"
              .formatted(
                  busy.beside.lost() + busy.elsewhere.lost(),
                  busy.beside.refused() + busy.elsewhere.refused(),
                  load),
          "  beside %.1f times as long at p50, %.1f at p99; elsewhere %.1f and %.1f; goal at p99 ≤ %d: %s"
              .formatted(
                  times(50, idle.beside, busy.beside),
                  times(99, idle.beside, busy.beside),
                  times(50, idle.elsewhere, busy.elsewhere),
                  times(99, idle.elsewhere, busy.elsewhere),
                  GOAL_TIMES,
                  meetsGoal() ? "met" : "missed"));
    }

    private static double times(double percentile, DeliveryLatencies idle, DeliveryLatencies busy) {
      return busy.toScreen().millisAt(percentile) / idle.toScreen().millisAt(percentile);
    }

    private static String seconds(List<Duration> lengths) {
      List<Duration> sorted = lengths.stream().sorted().toList();
      return "%.1f s at the median, %.1f s at most"
          .formatted(
              sorted.get(sorted.size() / 2).toMillis() / 1e3, sorted.getLast().toMillis() / 1e3);
    }
  }

  /** Returns when all have subscribed and all is folded. */
  void load() throws InterruptedException, ExecutionException {
    subject.puts(aProfile().named("Large").saying("new"));
    JournalRecords records = new JournalRecords(stack.registry());
    byte[] subscribed = records.value(PhoneBooks.event(List.of(subject.address())));
    try (var producer = JournalRecords.producer(stack.broker())) {
      for (int number = 0; number < audience; number++) {
        var _ =
            producer.send(
                JournalRecords.record(
                    Topics.JOURNAL.name(),
                    subject.address() + "-subscriber-" + number,
                    ContactsSynced.class.getName(),
                    subscribed));
        if ((number + 1) % TELL_EVERY == 0) {
          tell.accept("  %,d subscribers appended".formatted(number + 1));
        }
      }
    }
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          FOLD_WITHIN, left -> tell.accept("  about %,d records are left to fold".formatted(left)));
    }
  }

  /** One walk after the other, for as long as others are measured. */
  Result run(OpenLoop loop) throws InterruptedException {
    Others idle = others(loop);
    try (FanOutRun walks = new FanOutRun(stack, subject, audience)) {
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> walking =
          CompletableFuture.runAsync(
              () -> walk(walks, enough), task -> Thread.ofPlatform().start(task));
      Machine.Ticks before = Machine.Ticks.now();
      Others busy = others(loop);
      enough.set(true);
      walking.join();
      String load = Machine.Ticks.now().since(before);
      return new Result(audience, walks.lengths(), walks.lastExactly(), idle, busy, load);
    }
  }

  private static void walk(FanOutRun walks, AtomicBoolean enough) {
    try {
      while (!enough.get()) {
        walks.run();
      }
    } catch (InterruptedException stop) {
      throw new CompletionException(stop);
    }
  }

  private Others others(OpenLoop loop) throws InterruptedException {
    Person beside = stack.personBeside(subject, "subject");
    Person elsewhere = stack.person("subject");
    while (Stack.partitionOf(elsewhere.address()) == Stack.partitionOf(subject.address())) {
      elsewhere = stack.person("subject");
    }
    Person other = elsewhere;
    CompletableFuture<DeliveryLatencies> deliveryLatencies =
        CompletableFuture.supplyAsync(
            () -> found(loop, other), task -> Thread.ofPlatform().start(task));
    return new Others(new UpdateRun(stack).run(loop, beside), deliveryLatencies.join());
  }

  private DeliveryLatencies found(OpenLoop loop, Person changing) {
    try {
      return new UpdateRun(stack).run(loop, changing);
    } catch (InterruptedException stop) {
      throw new CompletionException(stop);
    }
  }
}
