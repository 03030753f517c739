package dev.kith.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which nodes have sessions of somebody, and what was told of it. Sessions come and go; only {@link
 * #settle} changes what is told, so that who comes back at once was never away.
 *
 * @param nodes those that have claimed sessions and are not known to be gone
 * @param presence online as it was told last; seen as is known by now
 * @param leaves from when on they are offline, unless they come back
 */
public record OnlineState(SortedSet<String> nodes, Presence presence, Optional<Instant> leaves) {

  /** Nobody has claimed anything yet. */
  public static final OnlineState NONE =
      new OnlineState(new TreeSet<>(), Presence.NONE, Optional.empty());

  /** Nodes that are kept for one address; a person has sessions on far fewer. */
  private static final int MOST_NODES = 256;

  public OnlineState {
    nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
  }

  /** The node has its first session of theirs. */
  public OnlineState arrive(String node, Instant at) {
    var more = new TreeSet<>(nodes);
    if (nodes.size() < MOST_NODES) {
      more.add(node);
    }
    return new OnlineState(more, seen(presence.online(), at), Optional.empty());
  }

  /**
   * The node has none any more, or is no more.
   *
   * @param at when they were last seen there
   * @param until they may come back, and were never away
   */
  public OnlineState leave(String node, Instant at, Instant until) {
    if (!nodes.contains(node)) {
      return this;
    }
    var less = new TreeSet<>(nodes);
    less.remove(node);
    var waits = less.isEmpty() && presence.online();
    return new OnlineState(
        less, seen(presence.online(), at), waits ? Optional.of(until) : Optional.empty());
  }

  /**
   * What was told before all else about them was lost.
   *
   * @param until a node may still claim them
   */
  public OnlineState recall(Presence told, Instant until) {
    var waits = told.online() && nodes.isEmpty();
    return new OnlineState(
        nodes, seen(told.online(), told.lastSeen()), waits ? Optional.of(until) : Optional.empty());
  }

  /** Makes what is told what it is by now. */
  public OnlineState settle(Instant now) {
    var online =
        !nodes.isEmpty() || (presence.online() && leaves.filter(now::isBefore).isPresent());
    return online == presence.online()
        ? this
        : new OnlineState(nodes, new Presence(online, presence.lastSeen()), Optional.empty());
  }

  private Presence seen(boolean online, Instant at) {
    return new Presence(online, at.isAfter(presence.lastSeen()) ? at : presence.lastSeen());
  }
}
