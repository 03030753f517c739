package dev.kith.acceptance.resume;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Record of the states that a viewer must not be shown: those that an owner wrote while they were
 * hidden from the viewer. Each owner makes one write after the other.
 */
final class Secrets {

  private static final String EVERYONE = "*";

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Closed, Integer> closedSince = new HashMap<>();

  /** What hides a state: a block or a rule. */
  enum By {
    BLOCK,
    RULE
  }

  private record Closed(String owner, String viewer, By by) {}

  /** The number for the next status of any owner; greater than all numbers before. */
  int nextNumber() {
    return numbers.incrementAndGet();
  }

  /**
   * Notes that a block or rule is acknowledged: statuses with later numbers are hidden from the
   * viewer.
   */
  void closed(String owner, String viewer, By by) {
    int since = numbers.get();
    synchronized (this) {
      closedSince.putIfAbsent(new Closed(owner, viewer, by), since);
    }
  }

  void closedToAll(String owner, By by) {
    closed(owner, EVERYONE, by);
  }

  /** Notes that a block or rule is about to be taken back: from now on any status may be shown. */
  synchronized void opening(String owner, String viewer, By by) {
    closedSince.remove(new Closed(owner, viewer, by));
  }

  void openingToAll(String owner, By by) {
    opening(owner, EVERYONE, by);
  }

  /** Says what is wrong with a frame that shows this status; called when the frame arrives. */
  synchronized Optional<String> violation(String owner, String viewer, @Nullable Integer number) {
    if (number == null) {
      return Optional.empty();
    }
    for (String whom : new String[] {viewer, EVERYONE}) {
      for (By by : By.values()) {
        Integer since = closedSince.get(new Closed(owner, whom, by));
        if (since != null && number > since) {
          return Optional.of(
              "%s was shown status %d of %s, which was written after a %s was acknowledged"
                  .formatted(viewer, number, owner, Objects.toString(by)));
        }
      }
    }
    return Optional.empty();
  }
}
