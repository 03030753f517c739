package dev.kith.acceptance.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnItsOwnStack;
import dev.kith.harness.KithHome;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import dev.kith.harness.stack.Launcher;
import dev.kith.harness.stack.Stack;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test of sessions that are cut and resumed at random moments while everything changes and nodes
 * are killed. The package's description says what is tested.
 *
 * <p>Runs only if {@code -Dkith.resume.cuts} is set, for example to 1000. It ends when there were
 * at least that many cuts and at least {@code -Dkith.resume.faults} faults (3 by default) of the
 * kind {@code -Dkith.resume.fault}, and all {@code -Dkith.resume.newcomers} people have appeared
 * (200, at least a third of the cuts). {@code -Dkith.resume.seed} repeats a run, as far as the
 * timing of the machine allows.
 */
@OnItsOwnStack
@EnabledIfSystemProperty(named = "kith.resume.cuts", matches = "[0-9]+")
class ResumeTest {

  private static final int CUTS = Integer.getInteger("kith.resume.cuts", 0);
  private static final long SEED = Long.getLong("kith.resume.seed", System.nanoTime());
  private static final int SUBSCRIBERS = 6;
  private static final int SUBJECTS = 5;
  private static final int NEWCOMERS =
      Integer.getInteger("kith.resume.newcomers", Math.max(200, CUTS / 3));
  private static final int LEAVES_AFTER = 20;
  private static final int AWAY_MILLIS = 400;
  private static final int LEAST_FAULTS = Integer.getInteger("kith.resume.faults", 3);
  private static final Fault FAULT = Fault.asked();
  private static final int PAUSE_MILLIS = 40;

  /**
   * Fewer than one in four resumes may begin with a snapshot, which is sent if something changed
   * more often than the service keeps versions.
   */
  private static final int MOST_SNAPSHOTS = 4;

  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);

  private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);

  @TempDir private Path temporary;

  @Test
  void nothing_is_lost_or_shown_wrongly_however_sessions_are_cut_and_nodes_die() throws Exception {
    System.err.println(told());
    Launcher launcher =
        Launcher.startWith(
            FAULT.environment(),
            KithHome.ofThisProcess(),
            temporary,
            "run",
            "--port",
            "0",
            "--ephemeral",
            "--keep-going",
            "--nodes",
            "2");
    try (Stack stack = Stack.of(launcher)) {
      Town town = new Town(stack, SUBSCRIBERS, SUBJECTS, NEWCOMERS);
      Nodes nodes = new Nodes(stack);
      try {
        town.settle();
        cutAndDisturb(town, nodes);
        assertEnd(stack, town, nodes);
      } catch (AssertionError | RuntimeException failure) {
        System.err.println(told() + "\n" + stack.lastLogs());
        throw failure;
      }
    }
  }

  private static void cutAndDisturb(Town town, Nodes nodes) {
    town.devices().forEach(device -> device.begin(nodes.all().getFirst()));
    AtomicBoolean writing = new AtomicBoolean(true);
    AtomicInteger cuts = new AtomicInteger();
    AtomicInteger writes = new AtomicInteger();
    List<CompletableFuture<?>> writers = writers(town, writing, writes);
    CompletableFuture<Boolean> disturbance = start(() -> nodes.disturb(FAULT, new Random(SEED)));
    CompletableFuture<Boolean> appearing = start(() -> appear(town));
    List<CompletableFuture<?>> cutters = new ArrayList<>();
    for (int number = 0; number < SUBSCRIBERS; number++) {
      Device device = town.devices().get(number);
      Random random = new Random(SEED + 100 + number);
      cutters.add(start(() -> cut(device, nodes, random, cuts, appearing)));
    }
    cutters.forEach(CompletableFuture::join);
    nodes.enough();
    disturbance.join();
    appearing.join();
    writing.set(false);
    writers.forEach(CompletableFuture::join);
    int resumes = town.devices().stream().mapToInt(Device::resumes).sum();
    int frames = town.devices().stream().mapToInt(Device::frames).sum();
    int snapshots = town.devices().stream().mapToInt(Device::snapshots).sum();
    int recovered = town.devices().stream().mapToInt(Device::recovered).sum();
    System.err.printf(
        "%d writes, %d cuts, %d resumes, %d of them with a snapshot, %d frames, %d of them missed and"
            + " recovered, %d times %s%n",
        writes.get(), cuts.get(), resumes, snapshots, frames, recovered, nodes.faults(), FAULT);
    assertThat(resumes).as("resumes").isGreaterThan(CUTS / 2);
    assertThat(snapshots).as("resumes with a snapshot").isLessThan(resumes / MOST_SNAPSHOTS);
  }

  private static boolean cut(
      Device device,
      Nodes nodes,
      Random random,
      AtomicInteger cuts,
      CompletableFuture<?> appearing) {
    try {
      while (cuts.get() < CUTS || nodes.faults() < LEAST_FAULTS || !appearing.isDone()) {
        if (device.session(nodes.any(random), random)) {
          cuts.incrementAndGet();
          Nodes.pause(random.nextInt(AWAY_MILLIS));
        } else {
          Nodes.pause(200);
        }
      }
      return true;
    } catch (InterruptedException stop) {
      throw new CompletionException(stop);
    }
  }

  private static List<CompletableFuture<?>> writers(
      Town town, AtomicBoolean writing, AtomicInteger writes) {
    List<CompletableFuture<?>> writers = new ArrayList<>();
    for (int number = 0; number < SUBJECTS; number++) {
      Owner owner = town.owners().get(number);
      writers.add(write(new Random(SEED + 200 + number), writing, writes, owner::write));
    }
    for (int number = 0; number < SUBSCRIBERS; number++) {
      int subscriber = number;
      Random random = new Random(SEED + 300 + number);
      writers.add(write(random, writing, writes, own -> town.changeMind(subscriber, own)));
    }
    return writers;
  }

  private static CompletableFuture<?> write(
      Random random, AtomicBoolean writing, AtomicInteger writes, Consumer<Random> write) {
    return start(() -> {
      while (writing.get()) {
        try {
          write.accept(random);
          writes.incrementAndGet();
        } catch (UncheckedIOException noAnswer) {
          // whether the write took effect is checked at the end
        }
        Nodes.pause(random.nextInt(PAUSE_MILLIS));
      }
      return true;
    });
  }

  /**
   * Lets the newcomers appear one after the other; every second one leaves some time later. Each of
   * these updates is sent once: no later update replaces one that is lost.
   */
  private static boolean appear(Town town) {
    for (int number = 0; number < NEWCOMERS; number++) {
      town.appear(number);
      int left = number - LEAVES_AFTER;
      if (leaves(left)) {
        town.leave(left);
      }
      Nodes.pause(FAULT.newcomersEveryMillis());
    }
    return true;
  }

  private static boolean leaves(int newcomer) {
    return newcomer >= 0 && newcomer < NEWCOMERS - LEAVES_AFTER && newcomer % 2 == 0;
  }

  private static List<Person> stayed(Town town) {
    return IntStream.range(0, NEWCOMERS)
        .filter(number -> !leaves(number))
        .mapToObj(town.newcomers()::get)
        .toList();
  }

  private static void assertEnd(Stack stack, Town town, Nodes nodes) throws Exception {
    List<AutoCloseable> sessions = new ArrayList<>();
    for (Device device : town.devices()) {
      sessions.add(device.stay(nodes.all().get(sessions.size() % nodes.all().size())));
    }
    for (Device device : town.devices()) {
      Person subscriber = device.subscriber();
      await()
          .alias(told())
          .atMost(SETTLES_WITHIN)
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOKS_EVERY)
          .untilAsserted(() -> {
            Map<String, JsonNode> expected = town.expected(subscriber, stayed(town));
            assertThat(snapshot(stack, subscriber)).as("snapshot").isEqualTo(expected);
            assertThat(device.shown()).as("screen").isEqualTo(expected);
          });
    }
    List<String> faults =
        town.devices().stream().flatMap(device -> device.faults().stream()).toList();
    assertThat(faults).as(told()).isEmpty();
    for (Device device : town.devices()) {
      assertThat(stayed(town))
          .as("joined, " + told())
          .allMatch(newcomer -> device.sawJoin(newcomer) || device.metInSnapshot(newcomer));
    }
    boolean isAlwaysRecovered = town.devices().stream().allMatch(device -> device.snapshots() == 0);
    // if there were snapshots, every screen may have got a newcomer in one of them
    assertThat(stayed(town))
        .as("joined by somebody, " + told())
        .filteredOn(
            newcomer -> town.devices().stream().anyMatch(device -> device.sawJoin(newcomer)))
        .hasSizeGreaterThanOrEqualTo(
            isAlwaysRecovered ? stayed(town).size() : stayed(town).size() / 2 + 1);
    for (AutoCloseable session : sessions) {
      session.close();
    }
  }

  private static Map<String, JsonNode> snapshot(Stack stack, Person subscriber)
      throws InterruptedException {
    try (Screen fresh = subscriber.at(stack.frontDoor()).opensScreen()) {
      Map<String, JsonNode> shown = new TreeMap<>();
      fresh.snapshot().stream()
          .filter(seen -> !seen.kind().equals("removed"))
          .forEach((Seen seen) -> shown.put(seen.subject(), seen.profile()));
      return shown;
    }
  }

  private static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
  }

  private static String told() {
    return "-Dkith.resume.cuts="
        + CUTS
        + " -Dkith.resume.fault="
        + FAULT
        + " -Dkith.resume.seed="
        + SEED;
  }
}
