package dev.kith.acceptance.resume;

import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.util.List;
import java.util.Random;

/**
 * The front door and the two notifier nodes of a stack, and the faults that happen to its
 * processes.
 */
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

  /** A random one of the front door and the two nodes. */
  URI any(Random random) {
    return doors.get(random.nextInt(doors.size()));
  }

  List<URI> all() {
    return doors;
  }

  /** Causes one fault after the other, until {@link #enough()} is called. */
  boolean disturb(Fault fault, Random random) {
    int count = 0;
    while (!enough) {
      fault.happen(stack.processes(), random);
      count++;
      faults = count;
      pause(1_000 + random.nextInt(4_000));
    }
    return true;
  }

  /** Number of faults so far. */
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
