package dev.kith.bench.profiles;

import dev.kith.bench.journal.FoldBarrier;
import dev.kith.bench.journal.Population;
import dev.kith.bench.measure.Comparison;
import dev.kith.bench.measure.Comparison.Side;
import dev.kith.bench.measure.HttpLoop;
import dev.kith.bench.measure.Pace;
import dev.kith.bench.measure.Round;
import dev.kith.bench.process.Machine;
import dev.kith.bench.process.MemoryUsage;
import dev.kith.bench.process.Recording;
import dev.kith.harness.stack.Jcmd;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Comparisons of reads and of writes of profiles with their floors, over one population. */
final class ProfileRun implements AutoCloseable {

  private static final double READ_GOAL = 0.7;
  private static final double WRITE_GOAL = 0.4;
  private static final String SERVICE = "profile-service";

  /** Conditions of the measurement, which are printed before the results. */
  private static final String NOTES =
      """

      Requests go to profile-service's own port over kept connections, one request at a time on each; the door is not measured.
      Reads are of others' profiles, drawn by Zipf's law with exponent %.2f, by one user whom half of the owners have as a contact:
      a token of that user, the profile and the relation are looked at for each. The token's signature is verified once, and then
      again each time that kith.tokens.cache-time is over. Writes are a backend's, of each profile in turn.
      The empty endpoint, GET /v1, gets the same headers on the same connections and answers a little JSON through the same router
      and REST layer; it looks at no token and no store.
      The bare producer has acks=all, idempotence and linger 0, as the service's, and a topic with the journal's settings and partitions.
      * processor time of profile-service for one request, its stream threads included\
      """
          .formatted(ProfileRequests.ZIPF_EXPONENT);

  private final Stack stack;
  private final URI service;
  private final long process;
  private final FoldBarrier foldBarrier;
  private final ProfileRequests requests;
  private final ProducerLoop producer;
  private final Pace pace;
  private final boolean alwaysRecord;
  private final Consumer<String> say;

  ProfileRun(
      Stack stack, Population population, Pace pace, boolean alwaysRecord, Consumer<String> say)
      throws InterruptedException, ExecutionException {
    this.stack = stack;
    this.service = stack.run().url(SERVICE);
    this.process = stack.run().process(SERVICE);
    this.foldBarrier = new FoldBarrier(stack);
    this.requests = new ProfileRequests(stack, population);
    this.producer = new ProducerLoop(stack, population);
    this.pace = pace;
    this.alwaysRecord = alwaysRecord;
    this.say = say;
  }

  /**
   * Runs reads for a third of the time, writes for a third, and requests to the empty endpoint and
   * appends by the bare producer for a sixth each.
   */
  void warmUp(int seconds, int readsInFlight, int[] writesInFlight) throws InterruptedException {
    say.accept(NOTES);
    say.accept("Warming up for " + seconds + " s ...");
    Duration third = Duration.ofSeconds(seconds).dividedBy(3);
    try (HttpLoop loop = new HttpLoop(service, readsInFlight)) {
      loop.run(requests.empty(), third.dividedBy(2));
      loop.run(requests.reads(), third);
    }
    int most = Arrays.stream(writesInFlight).max().orElse(1);
    try (HttpLoop loop = new HttpLoop(service, most)) {
      loop.run(requests.writes(), third);
      producer.run(most, third.dividedBy(2));
    }
    foldBarrier.awaitAll();
  }

  /** Compares reads with the empty endpoint; returns true if the goal is met. */
  boolean reads(int inFlight) throws InterruptedException {
    try (HttpLoop loop = new HttpLoop(service, inFlight)) {
      return compare(
          new Comparison("reads, " + inFlight + " in flight", READ_GOAL),
          new Named(
              "GET profile, with its relation check",
              measured(() -> loop.run(requests.reads(), pace.length()))),
          new Named(
              "empty endpoint: GET /v1",
              measured(() -> loop.run(requests.empty(), pace.length()))));
    }
  }

  /** Compares writes with the bare producer; returns true if the goal is met. */
  boolean writes(int inFlight) throws InterruptedException {
    try (HttpLoop loop = new HttpLoop(service, inFlight)) {
      Comparison comparison = new Comparison("writes, " + inFlight + " in flight", WRITE_GOAL);
      boolean met =
          compare(
              comparison,
              new Named(
                  "PUT profile",
                  settled(measured(() -> loop.run(requests.writes(), pace.length())))),
              new Named(
                  "bare producer, same bytes and window",
                  () -> producer.run(inFlight, pace.length())));
      Round empty = loop.run(requests.empty(), pace.length());
      say.accept(
          "  for scale: the empty endpoint, on as many connections, %.0f a second, %.2f of the bare producer"
              .formatted(empty.rate(), empty.rate() / comparison.floorRate()));
      return met;
    }
  }

  private record Named(String name, Side side) {}

  private boolean compare(Comparison comparison, Named kith, Named floor)
      throws InterruptedException {
    Machine.Ticks before = Machine.Ticks.now();
    for (int round = 0; round < pace.rounds(); round++) {
      comparison.addRound(kith.side, floor.side);
    }
    String load = Machine.Ticks.now().since(before);
    say.accept(comparison.text(kith.name, floor.name));
    say.accept(MemoryUsage.of(stack).text());
    say.accept("  machine: " + Machine.description() + "; meanwhile " + load);
    if (alwaysRecord || !comparison.meetsGoal()) {
      say.accept("Where the time goes, in as many rounds again of: " + kith.name);
      say.accept(Recording.of(new Jcmd(process), () -> repeat(kith.side)).text(SERVICE));
    }
    return comparison.meetsGoal();
  }

  private void repeat(Side side) throws InterruptedException {
    for (int round = 0; round < pace.rounds(); round++) {
      var _ = side.round();
    }
  }

  private Side measured(Side side) {
    return () -> {
      Duration before = Machine.processorTime(process);
      Round round = side.round();
      return round.with(Machine.processorTime(process).minus(before));
    };
  }

  /**
   * Adds a wait after each round until all services have folded its writes, so that this work does
   * not slow down the next round of the floor.
   */
  private Side settled(Side side) {
    return () -> {
      Round round = side.round();
      foldBarrier.awaitAll();
      return round;
    };
  }

  @Override
  public void close() {
    producer.close();
  }
}
