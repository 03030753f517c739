package dev.kith.acceptance.resume;

import dev.kith.harness.stack.Processes;
import dev.kith.harness.stack.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Fault of processes that happens while sessions are cut. */
enum Fault {
  /** A node of notifier-service is killed, or stops in order. */
  NOTIFIER {
    @Override
    void happen(Processes processes, Random random) {
      String name = oneOf(random, "notifier-service", "notifier-service-2");
      if (random.nextBoolean()) {
        processes.kill(name);
      } else {
        processes.stop(name);
      }
      startAgain(processes, name, random);
    }
  },
  PROFILE {
    @Override
    void happen(Processes processes, Random random) {
      killAndStart(processes, oneOf(random, "profile-service", "profile-service-2"), random);
    }
  },
  CONTACTS {
    @Override
    void happen(Processes processes, Random random) {
      killAndStart(
          processes, oneOf(random, "contact-graph-service", "contact-graph-service-2"), random);
    }
  },
  /**
   * A node of notifier-service is paused (SIGSTOP) for longer than the timeouts of the other nodes.
   */
  PAUSE {
    @Override
    void happen(Processes processes, Random random) {
      String name = oneOf(random, "notifier-service", "notifier-service-2");
      long pid = processes.pid(name);
      Signal.STOP.to(pid);
      Nodes.pause(STANDS_STILL_MILLIS);
      Signal.CONT.to(pid);
      processes.awaitReady(name);
    }

    // Newcomers appear during many pauses: if all appeared during the first, a session that was cut
    // meanwhile could get all of them in one snapshot.
    @Override
    int newcomersEveryMillis() {
      return 3_000;
    }
  },
  BROKER {
    @Override
    void happen(Processes processes, Random random) {
      killAndStart(processes, "kafka-broker", random);
    }

    @Override
    void awaitWhole(Processes processes, String name) {
      awaitAnswer(processes.run().hostAndPort(name));
      SERVICES.forEach(processes::awaitReady);
    }
  },
  /** All threads of all services abort their transactions every 5 s. */
  ABORT {
    @Override
    Map<String, String> environment() {
      return Map.of("KITH_STREAMS_ABORT_INTERVAL", "5s");
    }

    @Override
    void happen(Processes processes, Random random) {
      Nodes.pause(ABORTS_EVERY_MILLIS);
    }
  };

  private static final long STANDS_STILL_MILLIS = 30_000;
  private static final long ABORTS_EVERY_MILLIS = 5_000;
  private static final List<String> SERVICES =
      List.of(
          "profile-service",
          "profile-service-2",
          "contact-graph-service",
          "contact-graph-service-2",
          "notifier-service",
          "notifier-service-2");

  /** The fault that the system property {@code kith.resume.fault} names. */
  static Fault asked() {
    return valueOf(System.getProperty("kith.resume.fault", "notifier").toUpperCase(Locale.ROOT));
  }

  /** Causes the fault once, and returns when all processes are ready again. */
  abstract void happen(Processes processes, Random random);

  /** Environment of the stack for this fault. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** Time between the appearances of two newcomers. */
  int newcomersEveryMillis() {
    return 150;
  }

  void awaitWhole(Processes processes, String name) {
    processes.awaitReady(name);
  }

  /**
   * Waits until the broker answers: services still report that they are ready when a broker has
   * just ended.
   */
  private static void awaitAnswer(String broker) {
    // without recovery: a client that is created before its broker would look for others all the
    // time
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker, "metadata.recovery.strategy", "none");
    try (Admin admin = Admin.create(properties)) {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static String oneOf(Random random, String... names) {
    return names[random.nextInt(names.length)];
  }

  void killAndStart(Processes processes, String name, Random random) {
    processes.kill(name);
    startAgain(processes, name, random);
  }

  void startAgain(Processes processes, String name, Random random) {
    Nodes.pause(random.nextInt(3_000));
    processes.start(name);
    awaitWhole(processes, name);
  }
}
