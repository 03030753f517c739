package dev.kith.notifier.presence;

import dev.kith.domain.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Liveness of the nodes that have claimed users of a task. Timeouts are measured with the task's
 * own clock. When the task starts, or resumes after a pause, each node counts as heard half a
 * timeout ago, because the task could not read heartbeats meanwhile.
 *
 * <p>A task that lags may still give up a live node. The claims of a node that was given up are
 * therefore suspended for a while, and hold again once its next heartbeat is read.
 */
final class PresenceNodes {

  /** Claims that one pass processes before other records. */
  private static final int SLICE = 500;

  /** Timeouts for which the claims of a node that was given up are kept. */
  private static final int SUSPENDED_TIMEOUTS = 20;

  private final PresenceIndex index;
  private final Duration timeout;
  private final Claims claims;
  private final Map<String, Instant> heard = new HashMap<>();
  private final Map<String, Instant> givenUp = new HashMap<>();
  private Instant lastCheck;

  /** Receiver of changes to single claims. */
  interface Claims {

    void hold(String node, Address address, Instant at);

    /**
     * Ends a claim.
     *
     * @param comesBack whether sessions ended, so that the user may reconnect within the grace
     *     period; false if their node died
     */
    void end(String node, Address address, Instant at, boolean comesBack);
  }

  PresenceNodes(PresenceIndex index, Duration timeout, Claims claims, Instant now) {
    this.index = index;
    this.timeout = timeout;
    this.claims = claims;
    this.lastCheck = now;
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

  /** The node announced its shutdown: all its claims end, and none is kept. */
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

  /**
   * Gives up nodes without a heartbeat, in slices, and forgets those that were given up long ago.
   */
  void check(Instant now) {
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

  /** Returns whether a check may give up or forget a node soon. */
  boolean areWatched(Instant now) {
    return !heard.isEmpty() || givenUp.values().stream().anyMatch(when -> isOver(when, now));
  }

  /** Returns whether there are nodes to be forgotten later. */
  boolean areRemembered() {
    return !givenUp.isEmpty();
  }

  private boolean isOver(Instant givenUpAt, Instant now) {
    return givenUpAt.plus(timeout.multipliedBy(SUSPENDED_TIMEOUTS)).isBefore(now);
  }

  /**
   * Detects a pause of this task. To be called before each check, even if there is nothing to
   * check.
   */
  void awake(Instant now) {
    if (lastCheck.plus(timeout.dividedBy(2)).isBefore(now)) {
      heard.replaceAll((_, when) -> latest(when, now.minus(timeout.dividedBy(2))));
    }
    lastCheck = now;
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
