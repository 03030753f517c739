package dev.kith.domain.replica;

import static java.util.Objects.requireNonNull;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random schedule: two tasks fold the history of four subjects, commit and abort transactions, and
 * stalled former tasks write late, while stores fold and clients come, go and return. Checks that
 * nothing is shown against the rules, and that in the end everything is shown that should be.
 */
public final class Schedule {

  private static final int LANES = 2;

  /** Steps between two looks at whether everything is done. */
  private static final int STEPS = 20;

  private static final List<Address> VIEWERS = List.of(History.ALICE, History.BOB, History.CAROL);

  private final Random random;
  private final Mutation mutation;
  private final RuleOracle oracle;
  private final Map<Address, Integer> placement = new HashMap<>();
  private final List<SubjectTask> tasks;
  private final List<Lane.Transaction> transactions = new ArrayList<>();
  private final List<Lane> lanes;
  private final List<LaneClients> clients;
  private final UnaryOperator<FanOutRecord> wire;
  private final List<Late> late = new ArrayList<>();
  private final List<LaneClient> sessions = new ArrayList<>();
  private final List<Screen> gone = new ArrayList<>();
  private final Map<Integer, Integer> earliest = new HashMap<>();
  private final double commits;
  private int aborts;

  /** Record that a stalled former task may still write. */
  private record Late(int lane, Lane.Entry entry) {}

  private Schedule(
      long seed,
      Mutation mutation,
      Supplier<LaneStore> stores,
      UnaryOperator<FanOutRecord> wire,
      Function<Lane, LaneClients> clients) {
    this.lanes = List.of(new Lane(stores.get()), new Lane(stores.get()));
    this.clients = lanes.stream().map(clients).toList();
    this.wire = wire;
    this.random = new Random(seed);
    this.mutation = mutation;
    var history = History.random(random);
    oracle = new RuleOracle(history);
    History.PEOPLE.forEach(address -> placement.put(address, random.nextInt(LANES)));
    var inputs = Inputs.of(history, random);
    tasks =
        IntStream.range(0, Inputs.PARTITIONS)
            .mapToObj(partition -> new SubjectTask(inputs, partition, this::placement))
            .toList();
    tasks.forEach(_ -> transactions.add(new Lane.Transaction()));
    aborts = random.nextInt(8);
    commits = random.nextBoolean() ? 0.16 : 0.07;
  }

  /** Runs the schedule of a seed in memory; returns what is wrong, if anything. */
  static Optional<String> run(long seed, Mutation mutation) {
    return run(
        seed, mutation, lane -> (screen, random) -> sessionOf(screen, lane, random, mutation));
  }

  /**
   * Runs the schedule of a seed with stores and a codec; returns what is wrong, if anything.
   *
   * @param wire encodes and decodes a record
   */
  public static Optional<String> run(
      long seed, Supplier<LaneStore> stores, UnaryOperator<FanOutRecord> wire) {
    return run(
        new Schedule(
            seed,
            Mutation.NONE,
            stores,
            wire,
            lane -> (screen, random) -> sessionOf(screen, lane, random, Mutation.NONE)),
        seed);
  }

  /**
   * Runs the schedule of a seed with clients of another kind; returns what is wrong, if anything.
   *
   * @param clients the clients of a delivery partition, in which they break the rule
   */
  public static Optional<String> run(
      long seed, Mutation mutation, Function<Lane, LaneClients> clients) {
    return run(
        new Schedule(seed, mutation, MemoryStore::new, UnaryOperator.identity(), clients), seed);
  }

  private static LaneClient sessionOf(Screen screen, Lane lane, Random random, Mutation mutation) {
    return new Session(screen, lane, random, mutation);
  }

  private static Optional<String> run(Schedule schedule, long seed) {
    return schedule.run().map(wrong -> "seed " + seed + ": " + wrong);
  }

  private Optional<String> run() {
    try {
      while (!isOver()) {
        for (var count = 0; count < STEPS; count++) {
          step();
        }
      }
    } catch (AssertionError gap) {
      return Optional.of(String.valueOf(gap.getMessage()));
    }
    return Stream.of(leaks(), presences(), stores(), screens(), returns())
        .flatMap(wrong -> wrong)
        .findFirst();
  }

  private boolean isOver() {
    return tasks.stream().allMatch(SubjectTask::isCommitted)
        && late.isEmpty()
        && lanes.stream().allMatch(lane -> lane.folded == lane.entries.size())
        && sessions.stream().allMatch(LaneClient::isAtEnd);
  }

  private void step() {
    var dice = random.nextDouble();
    var task = random.nextInt(tasks.size());
    if (dice < 0.25) {
      if (!tasks.get(task).isDone()) {
        tasks.get(task).read(random, (subject, records) -> write(task, subject, records));
      }
    } else if (dice < 0.25 + commits) {
      end(task);
    } else if (dice < 0.45) {
      if (!late.isEmpty()) {
        var record = late.remove(random.nextInt(late.size()));
        lanes.get(record.lane()).entries.add(record.entry());
      }
    } else if (dice < 0.6) {
      var lane = lanes.get(random.nextInt(LANES));
      if (lane.canFold()) {
        lane.fold(VIEWERS);
      }
    } else if (dice < 0.64) {
      open();
    } else if (dice < 0.66) {
      close();
    } else {
      sessions.forEach(this::moveOn);
    }
  }

  private void write(int task, Address subject, Map<Integer, FanOutRecord> records) {
    records.forEach((lane, record) -> {
      var written = mutation == Mutation.FOLLOWERS_ONLY && isForOthers(record);
      if (!written) {
        lanes
            .get(lane)
            .entries
            .add(new Lane.Entry(subject, wire.apply(record), transactions.get(task)));
      }
      if (record instanceof FanOutRecord.PresenceChanged changed) {
        earliest.merge(
            (int) changed.presence().lastSeen().toEpochMilli(),
            tasks.get(task).timeOf(subject),
            Math::min);
      }
    });
  }

  private static boolean isForOthers(FanOutRecord record) {
    return record instanceof OwnerHalfChanged changed && changed.content().isEmpty();
  }

  /** Ends the transaction of a task; what it has written is committed or aborted at once. */
  private void end(int task) {
    var transaction = transactions.get(task);
    transactions.set(task, new Lane.Transaction());
    var isCommitted = aborts == 0 || random.nextInt(10) >= 6;
    transaction.isCommitted = isCommitted;
    if (isCommitted) {
      tasks.get(task).commit();
      return;
    }
    aborts--;
    tasks.get(task).abort();
    for (var lane = 0; lane < LANES; lane++) {
      for (var entry : lanes.get(lane).entries) {
        if (entry.transaction() == transaction && random.nextInt(10) < 3) {
          late.add(new Late(lane, entry));
        }
      }
    }
  }

  private void open() {
    if (sessions.size() >= 6) {
      return;
    }
    var comesBack = !gone.isEmpty() && random.nextBoolean();
    var screen =
        comesBack
            ? gone.remove(random.nextInt(gone.size()))
            : new Screen(History.pick(random, VIEWERS));
    sessions.add(clients.get(placement(screen.viewer)).open(screen, random));
  }

  private void close() {
    if (!sessions.isEmpty()) {
      var session = sessions.remove(random.nextInt(sessions.size()));
      session.close();
      gone.add(session.screen());
    }
  }

  private void moveOn(LaneClient session) {
    if (!random.nextBoolean()) {
      return;
    }
    if (session.isReading()) {
      session.readPart();
    } else if (!session.isAtEnd()) {
      session.next(random);
    }
  }

  private int placement(Address address) {
    return requireNonNull(placement.get(address));
  }

  private Stream<Screen> all() {
    return Stream.concat(sessions.stream().map(LaneClient::screen), gone.stream());
  }

  private Stream<String> leaks() {
    return all()
        .flatMap(screen ->
            screen.frames.stream()
                .flatMap(frame -> {
                  if (!frame.fields().isEmpty()
                      && !oracle.mayHaveSeen(frame.subject(), screen.viewer, frame.fields())) {
                    return Stream.of("leak to " + screen.viewer + ": " + frame);
                  }
                  if (frame.kind() == Missed.JOINED
                      && !oracle.mayHaveJoined(frame.subject(), screen.viewer)) {
                    return Stream.of("joined for " + screen.viewer + ": " + frame);
                  }
                  return Stream.empty();
                }));
  }

  private Stream<String> presences() {
    return sessions.stream()
        .flatMap(session ->
            session.presence().entrySet().stream()
                .filter(shown ->
                    !oracle.mayHaveSeenPresence(
                        shown.getValue(),
                        session.screen().viewer,
                        earliest.getOrDefault(shown.getKey(), 0)))
                .map(shown -> "presence leaks to " + session.screen().viewer + ": " + shown));
  }

  /** The stores show the truth. */
  private Stream<String> stores() {
    return pairs((subject, viewer) -> laneOf(viewer).fields(subject, viewer))
        .map(wrong -> "store differs: " + wrong);
  }

  /** The clients that are there show the truth. */
  private Stream<String> screens() {
    return sessions.stream()
        .flatMap(session ->
            History.PEOPLE.stream()
                .filter(subject ->
                    !session
                        .screen()
                        .of(subject)
                        .equals(oracle.truth(subject, session.screen().viewer)))
                .map(subject ->
                    "screen of "
                        + session.screen().viewer
                        + " differs: "
                        + subject
                        + " "
                        + session.screen().frames));
  }

  private Stream<String> pairs(BiFunction<Address, Address, Fields> shown) {
    return VIEWERS.stream()
        .flatMap(viewer ->
            History.PEOPLE.stream()
                .filter(
                    subject -> !shown.apply(subject, viewer).equals(oracle.truth(subject, viewer)))
                .map(subject -> viewer + " of " + subject));
  }

  private Lane laneOf(Address viewer) {
    return lanes.get(placement(viewer));
  }

  /** The clients that are away would get exactly what they have missed. */
  private Stream<String> returns() {
    return gone.stream()
        .filter(screen -> screen.cursor >= 0)
        .flatMap(screen ->
            History.PEOPLE.stream().flatMap(subject -> returns(screen, subject).stream()));
  }

  private Optional<String> returns(Screen screen, Address subject) {
    var lane = laneOf(screen.viewer);
    var state = lane.state(subject, screen.viewer);
    var missed = MissedMutations.since(screen.cursor, state, mutation);
    var now = lane.fields(subject, screen.viewer);
    var shows = missed == Missed.NOTHING ? screen.of(subject) : now;
    if (!shows.equals(now)) {
      return Optional.of("return of " + screen.viewer + " misses " + subject + " " + screen.frames);
    }
    var isOwn = subject.equals(screen.viewer);
    var isSilent =
        !lane.hasChanged(subject, screen.viewer, screen.cursor)
            && state.place().history().followerChanged() <= screen.cursor;
    return missed != Missed.NOTHING && !isOwn && isSilent
        ? Optional.of("return of " + screen.viewer + " is told without cause: " + subject)
        : Optional.empty();
  }
}
