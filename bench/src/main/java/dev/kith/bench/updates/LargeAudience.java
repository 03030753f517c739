package dev.kith.bench.updates;

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
import java.util.function.Consumer;

/**
 * Measurement of a profile with very many subscribers, some of whom are online: the time from a
 * change to the last online subscriber, and the latencies of other users in the meantime, in the
 * same journal partition and in another one.
 */
final class LargeAudience {

  private static final Duration FOLD_WITHIN = Duration.ofMinutes(45);
  private static final double GOAL_MILLIS = 1_000;
  private static final double GOAL_TIMES = 1.5;
  private static final int TELL_EVERY = 100_000;
  private static final int CHANGES_PER_SECOND = 1;

  private final Stack stack;
  private final Person subject;
  private final int online;
  private final int subscribers;

  /**
   * Creates a measurement.
   *
   * @param subject the profile, which the {@code online} subscribers already follow
   */
  LargeAudience(Stack stack, Person subject, int online, int subscribers) {
    this.stack = stack;
    this.subject = subject;
    this.online = online;
    this.subscribers = subscribers;
  }

  /** Latencies of changes of two other users: one in the same journal partition, one in another. */
  record Others(DeliveryLatencies beside, DeliveryLatencies elsewhere) {}

  record Result(int subscribers, ScreenTimes online, Others idle, Others busy, String load) {

    boolean meetsGoal() {
      return online.isSound()
          && online.lastMillisAt(99) <= GOAL_MILLIS
          && times(99, idle.beside, busy.beside) <= GOAL_TIMES
          && times(99, idle.elsewhere, busy.elsewhere) <= GOAL_TIMES
          && busy.beside.isSound()
          && busy.elsewhere.isSound();
    }

    String text() {
      return String.join(
          "\n",
          "",
          "changes of a profile with %,d subscribers, of whom some are online"
              .formatted(subscribers),
          online.text(),
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
          "  beside %.1f times as long at p50, %.1f at p99; elsewhere %.1f and %.1f"
              .formatted(
                  times(50, idle.beside, busy.beside),
                  times(99, idle.beside, busy.beside),
                  times(50, idle.elsewhere, busy.elsewhere),
                  times(99, idle.elsewhere, busy.elsewhere)),
          "  goal: the last online subscriber ≤ %.0f ms and others ≤ %.1f times as long, at p99: %s"
              .formatted(GOAL_MILLIS, GOAL_TIMES, meetsGoal() ? "met" : "missed"));
    }

    private static double times(double percentile, DeliveryLatencies idle, DeliveryLatencies busy) {
      return busy.toScreen().millisAt(percentile) / idle.toScreen().millisAt(percentile);
    }
  }

  /**
   * Appends the subscriptions of the subscribers who are not online, and waits until all are
   * folded.
   */
  void load(Consumer<String> tell) throws InterruptedException, ExecutionException {
    JournalRecords records = new JournalRecords(stack.registry());
    byte[] subscribed = records.value(PhoneBooks.event(List.of(subject.address())));
    try (var producer = JournalRecords.producer(stack.broker())) {
      for (int number = online; number < subscribers; number++) {
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

  /** Measures other users while the profile does not change, and then while it changes. */
  Result run(Screens screens, OpenLoop loop) throws InterruptedException {
    screens.open(0, online, stack.run().url("notifier-service"), false);
    Others idle = others(loop);
    Machine.Ticks before = Machine.Ticks.now();
    OpenLoop changes = new OpenLoop(CHANGES_PER_SECOND, loop.duration());
    CompletableFuture<ScreenTimes> screenTimes =
        CompletableFuture.supplyAsync(
            () -> changed(screens, changes), task -> Thread.ofPlatform().start(task));
    Others busy = others(loop);
    String load = Machine.Ticks.now().since(before);
    ScreenTimes shown = screenTimes.join();
    screens.cut(0, online);
    return new Result(subscribers, shown, idle, busy, load);
  }

  private ScreenTimes changed(Screens screens, OpenLoop changes) {
    try {
      return new ScreenTimes(online, changes).change(screens, subject);
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
