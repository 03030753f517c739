package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes that claim users of a task, and whether they are alive. Whether one is dead is a matter
 * of this task's own clock, which begins anew, half gone, with the task and after each pause of it:
 * who was not listening cannot say that nobody spoke.
 *
 * <p>That may still be wrong, when the task is far behind. So one that is given up keeps its claims
 * for a while, if it has any, and they hold again as soon as it is heard.
 */
final class PresenceNodes {

  /** Claims that are gone through between other records. */
  private static final int SLICE = 500;

  /** How many timeouts long the claims of one that was given up are kept. */
  private static final int KEPT = 20;

  private final PresenceIndex index;
  private final Duration timeout;
  private final Claims claims;
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, Instant> givenUp = new HashMap<>();
  private Instant looked;

  /** What becomes of single claims. */
  interface Claims {

    void hold(String node, Address address, Instant at);

    /** {@code comesBack}: sessions that have ended, rather than their node. */
    void end(String node, Address address, Instant at, boolean comesBack);
  }

  PresenceNodes(PresenceIndex index, Duration timeout, Claims claims, Instant now) {
    this.index = index;
    this.timeout = timeout;
    this.claims = claims;
    this.looked = now;
    index.forEachNode((node, _) -> heard.put(node, now.minus(timeout.dividedBy(2))));
    index.forEachGivenUp(givenUp::put);
  }

  void arrived(String node, Address address, Instant at, Instant now) {
    heard(node, at, now);
    index.hold(node, address);
    claims.hold(node, address, at);
  }

  void left(String node, Address address, Instant at) {
    index.release(node, address);
    claims.end(node, address, at, true);
  }

  void heard(String node, Instant at, Instant now) {
    heard.put(node, now);
    index.heard(node, at);
    if (givenUp.remove(node) != null) {
      index.takenBack(node);
      for (var address : index.suspended(node, Integer.MAX_VALUE)) {
        index.hold(node, address);
        claims.hold(node, address, at);
      }
    }
  }

  /** It says so itself: all of them end, and nothing is kept. */
  void leaving(String node, Instant at) {
    end(node, index.held(node, Integer.MAX_VALUE), at);
    forget(node, index.suspended(node, Integer.MAX_VALUE));
    heard.remove(node);
    index.forget(node);
    noLongerGivenUp(node);
  }

  private void end(String node, List<Address> held, Instant at) {
    for (var address : held) {
      index.release(node, address);
      claims.end(node, address, at, true);
    }
  }

  /** Gives up, in slices, who was not heard, and forgets who was given up long ago. */
  void look(Instant now) {
    for (var node : new ArrayList<>(heard.keySet())) {
      if (heard.getOrDefault(node, now).plus(timeout).isBefore(now)) {
        giveUp(node, now);
      }
    }
    for (var node : new ArrayList<>(givenUp.keySet())) {
      if (isOver(givenUp.getOrDefault(node, now), now)) {
        forget(node);
      }
    }
  }

  /** Whether a look can give up or forget one any moment. */
  boolean areWatched(Instant now) {
    return !heard.isEmpty() || givenUp.values().stream().anyMatch(when -> isOver(when, now));
  }

  /** Whether there are some to be forgotten one day. */
  boolean areRemembered() {
    return !givenUp.isEmpty();
  }

  private boolean isOver(Instant givenUpAt, Instant now) {
    return givenUpAt.plus(timeout.multipliedBy(KEPT)).isBefore(now);
  }

  /** Before each look, however little there is to look at. */
  void awake(Instant now) {
    if (looked.plus(timeout.dividedBy(2)).isBefore(now)) {
      heard.replaceAll((_, when) -> latest(when, now.minus(timeout.dividedBy(2))));
    }
    looked = now;
  }

  private void giveUp(String node, Instant now) {
    if (givenUp.putIfAbsent(node, now) == null) {
      index.givenUp(node, now);
    }
    var at = index.heard(node).orElse(now);
    var held = index.held(node, SLICE);
    for (var address : held) {
      index.suspend(node, address);
      claims.end(node, address, at, false);
    }
    if (held.size() < SLICE) {
      heard.remove(node);
      index.forget(node);
      if (index.suspended(node, 1).isEmpty()) {
        noLongerGivenUp(node);
      }
    }
  }

  private void forget(String node) {
    var suspended = index.suspended(node, SLICE);
    forget(node, suspended);
    if (suspended.size() < SLICE) {
      noLongerGivenUp(node);
    }
  }

  private void noLongerGivenUp(String node) {
    givenUp.remove(node);
    index.takenBack(node);
  }

  private void forget(String node, List<Address> suspended) {
    suspended.forEach(address -> index.release(node, address));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
