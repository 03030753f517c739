package dev.kith.acceptance.resume;

import dev.kith.harness.stack.Processes;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** The two notifier nodes of a stack, one of which is away now and then. */
final class Nodes {

  private static final List<String> NAMES = List.of("notifier-service", "notifier-service-2");

  private final Stack stack;
  private final List<URI> doors;
  private volatile boolean enough;
  private volatile int faults;

  Nodes(Stack stack) {
    this.stack = stack;
    this.doors =
        List.of(stack.frontDoor(), stack.run().url(NAMES.get(0)), stack.run().url(NAMES.get(1)));
  }

  /** The front door, or one of the nodes. */
  URI any(Random random) {
    return doors.get(random.nextInt(doors.size()));
  }

  List<URI> all() {
    return doors;
  }

  /** Kills or stops one of the nodes after the other, and starts it again, until it is enough. */
  boolean disturb(Random random) {
    Processes processes = stack.processes();
    int count = 0;
    while (!enough) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (random.nextBoolean()) {
        processes.kill(name);
      } else {
        processes.stop(name);
      }
      pause(random.nextInt(3_000));
      processes.start(name);
      processes.awaitReady(name);
      count++;
      faults = count;
      pause(1_000 + random.nextInt(4_000));
    }
    return true;
  }

  /** How often one was killed or stopped so far. */
  int faults() {
    return faults;
  }

  void enough() {
    enough = true;
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
