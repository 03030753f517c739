package dev.kith.acceptance.resume;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which states of an owner a viewer must not be shown now: those that were written while the owner
 * had closed them to this viewer. An owner writes one thing after the other.
 */
final class Secrets {

  private static final String EVERYONE = "*";

  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Closed, Integer> closedSince = new HashMap<>();

  /** By what something is closed. */
  enum By {
    BLOCK,
    RULE
  }

  private record Closed(String owner, String viewer, By by) {}

  /** For the next status that anyone writes: greater than all before. */
  int nextNumber() {
    return numbers.incrementAndGet();
  }

  /** A block is acknowledged: what gets its number from now on is not for the viewer. */
  void closed(String owner, String viewer, By by) {
    int since = numbers.get();
    synchronized (this) {
      closedSince.putIfAbsent(new Closed(owner, viewer, by), since);
    }
  }

  void closedToAll(String owner, By by) {
    closed(owner, EVERYONE, by);
  }

  /** Is about to be asked to be taken back: from now on anything may be shown. */
  synchronized void opening(String owner, String viewer, By by) {
    closedSince.remove(new Closed(owner, viewer, by));
  }

  void openingToAll(String owner, By by) {
    opening(owner, EVERYONE, by);
  }

  /** Why a frame that shows this state now should not; called when it comes in. */
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
