package dev.kith.bench.nodes;

import dev.kith.avro.ContactsSynced;
import dev.kith.bench.command.StackCommand;
import dev.kith.bench.journal.Backlog;
import dev.kith.bench.journal.FoldBarrier;
import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.bench.journal.Population;
import dev.kith.bench.journal.PopulationLoader;
import dev.kith.bench.measure.HttpLoop;
import dev.kith.bench.measure.Round;
import dev.kith.bench.process.Machine;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.SecondDoor;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Command {@code kith bench nodes}, which compares the processor time of an operation with one, two
 * and three nodes of each service.
 */
@Command(
    name = "nodes",
    header = "Processor time of an operation with one, two and three nodes of each service.",
    description = {
      "Processor time of an operation with one, two and three nodes of each service on this machine, and with one again; whether",
      "all nodes answer alike, and how partitions are spread over them. Starts a stack of its own unless --url is given."
    },
    footer = {
      "",
      "Requests go through a front door, which asks the owner's node first; and then to all nodes in turn, which pass on what is",
      "another's. Processor time is that of all nodes and of the broker, without the door, until all that was written is folded.",
      "Exits with 0 when all goals are met, else with 3."
    },
    mixinStandardHelpOptions = true)
public final class NodesCommand extends StackCommand {

  private static final double GOAL = 1.3;
  private static final Duration REST_WITHIN = Duration.ofMinutes(5);

  /** Length of the run that is not measured before each measurement. */
  private static final int BETWEEN_SECONDS = 3;

  private static final int FOLLOWED = 20;
  private static final int ASKED_OF_ALL = 40;

  @Option(
      names = "--profiles",
      defaultValue = "10000",
      description = "How many there are (default: ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--seconds",
      defaultValue = "15",
      description = "How long each kind of operation is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description =
          "Seconds of each kind before anything is measured, for each node: new JVMs are busy compiling (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--in-flight",
      defaultValue = "24",
      description =
          "Requests at a time for each node: more nodes have more to do (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--nodes",
      split = ",",
      defaultValue = "1,2,3,1",
      description = "Numbers of nodes, one after the other (default: ${DEFAULT-VALUE}).")
  private int[] nodes = {};

  /** Result of one measurement, in microseconds of processor time for an operation. */
  private record Found(String operation, int nodes, boolean door, double micros) {}

  private final List<Found> found = new ArrayList<>();

  @Override
  protected boolean measure(Stack stack) throws InterruptedException, ExecutionException {
    Population population = Population.of(profiles);
    tell("Loading %,d profiles, each of whom follows %d ...".formatted(profiles, FOLLOWED));
    new PopulationLoader(stack, new FoldBarrier(stack), this::tell).load(population);
    follow(stack, population);
    boolean alike = true;
    try (NodeGroup group = new NodeGroup(stack)) {
      for (int count : nodes) {
        tell(count + " of each service ...");
        Duration moved = group.resize(count);
        say(
            "\n%d of each service, their partitions with them after %d s: %s"
                .formatted(count, moved.toSeconds(), group.spread()));
        alike &= answerAlike(stack, group, population);
        measure(stack, group, population, count);
      }
    }
    return summary() && alike;
  }

  private void measure(Stack stack, NodeGroup group, Population population, int count)
      throws InterruptedException, ExecutionException {
    try (SecondDoor door = group.door()) {
      tell("Warming up ...");
      for (NodeOperation operation : NodeOperation.all(stack, population)) {
        run(operation, group.urls(operation.service()), inFlight, warmUp * count);
        run(operation, List.of(door.url()), inFlight * count, warmUp * count);
        settle(stack);
      }
      for (NodeOperation operation : NodeOperation.all(stack, population)) {
        measure(stack, group, operation, count, door, true);
        measure(stack, group, operation, count, door, false);
      }
    }
  }

  private void measure(
      Stack stack,
      NodeGroup group,
      NodeOperation operation,
      int count,
      SecondDoor door,
      boolean throughDoor)
      throws InterruptedException, ExecutionException {
    List<URI> asked = throughDoor ? List.of(door.url()) : group.urls(operation.service());
    int each = inFlight * count / asked.size();
    run(operation, asked, each, BETWEEN_SECONDS);
    settle(stack);
    Machine.Ticks ticks = Machine.Ticks.now();
    Duration before = group.processorTime();
    Duration doorBefore = Machine.processorTime(door.pid());
    List<Round> rounds = run(operation, asked, each, seconds);
    settle(stack);
    double micros = group.processorTime().minus(before).toNanos() / 1e3;
    long done = rounds.stream().mapToLong(Round::done).sum();
    double atDoor = Machine.processorTime(door.pid()).minus(doorBefore).toNanos() / 1e3;
    found.add(new Found(operation.name(), count, throughDoor, micros / done));
    say(
        "  %-32s %-17s %8.1f µs%s, %,8.0f a second; refused %d; machine %s"
            .formatted(
                operation.name(),
                way(throughDoor),
                micros / done,
                throughDoor ? " and %.1f at the door".formatted(atDoor / done) : "",
                rounds.stream().mapToDouble(Round::rate).sum(),
                rounds.stream().mapToLong(Round::refused).sum(),
                Machine.Ticks.now().since(ticks)));
  }

  private static String way(boolean throughDoor) {
    return throughDoor ? "through the door" : "to nodes in turn";
  }

  private static List<Round> run(NodeOperation operation, List<URI> asked, int each, int length)
      throws InterruptedException, ExecutionException {
    List<Round> rounds = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(asked.size())) {
      List<Future<Round>> running = new ArrayList<>();
      for (URI url : asked) {
        running.add(
            threads.submit(() -> {
              try (HttpLoop loop = new HttpLoop(url, each)) {
                return loop.run(operation.requests(url), Duration.ofSeconds(length));
              }
            }));
      }
      for (Future<Round> round : running) {
        rounds.add(round.get());
      }
    }
    return rounds;
  }

  /** Returns true if all nodes give the same response to reads of some profiles. */
  private boolean answerAlike(Stack stack, NodeGroup group, Population population) {
    int different = 0;
    for (NodeOperation operation : NodeOperation.all(stack, population)) {
      for (int number = 0; operation.method().equals("GET") && number < ASKED_OF_ALL; number++) {
        String path =
            "/v1/users/%s/%s"
                .formatted(
                    population.address(number * profiles / ASKED_OF_ALL), operation.resource());
        long answers =
            group.urls(operation.service()).stream()
                .map(url -> Api.withToken(url, stack.tokens().ofBackend()).get(path).ok().text())
                .distinct()
                .count();
        different += answers == 1 ? 0 : 1;
      }
    }
    say(
        different == 0
            ? "  all nodes answer alike"
            : "  about %d of %d people nodes answer differently"
                .formatted(different, ASKED_OF_ALL));
    return different == 0;
  }

  /**
   * Prints the ratio of each result to that with one node in the same way, and returns true if all
   * ratios meet the goal. If several steps have one node, such as the first and the last one, their
   * mean is the basis.
   */
  private boolean summary() {
    say("\nprocessor time of an operation, times that of one node; goal ≤ " + GOAL);
    boolean met = true;
    for (Found step : found) {
      if (step.nodes > 1) {
        double times = step.micros / ofOneNode(step);
        met &= times <= GOAL;
        say(
            "  %-32s %d nodes, %-18s %5.2f %s"
                .formatted(
                    step.operation,
                    step.nodes,
                    way(step.door),
                    times,
                    times <= GOAL ? "" : "missed"));
      }
    }
    return met;
  }

  private double ofOneNode(Found step) {
    return found.stream()
        .filter(one -> one.nodes == 1)
        .filter(one -> one.operation.equals(step.operation) && one.door == step.door)
        .mapToDouble(Found::micros)
        .average()
        .orElse(Double.NaN);
  }

  private void follow(Stack stack, Population population)
      throws InterruptedException, ExecutionException {
    JournalRecords records = new JournalRecords(stack.registry());
    try (var producer = JournalRecords.producer(stack.broker())) {
      for (int number = 0; number < profiles; number++) {
        int own = number;
        List<String> followed =
            IntStream.rangeClosed(1, FOLLOWED)
                .mapToObj(next -> population.address(own + next))
                .toList();
        var _ =
            producer.send(
                JournalRecords.record(
                    Topics.JOURNAL.name(),
                    population.address(number),
                    ContactsSynced.class.getName(),
                    records.value(PhoneBooks.event(followed))));
      }
    }
    settle(stack);
  }

  private void settle(Stack stack) throws InterruptedException, ExecutionException {
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          REST_WITHIN, left -> tell("  about %,d records are left to fold".formatted(left)));
    }
  }
}
