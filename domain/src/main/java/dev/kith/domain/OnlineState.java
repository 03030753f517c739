package dev.kith.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Online state of one user: the nodes with sessions of the user, and the presence that was last
 * published. Sessions come and go; only {@link #settle} changes what is published, so that a user
 * who reconnects quickly never appears offline.
 *
 * @param nodes nodes that have claimed sessions and are not known to be gone
 * @param presence online as last published; last seen as known now
 * @param leaves time from which the user is offline, unless they reconnect
 */
public record OnlineState(SortedSet<String> nodes, Presence presence, Optional<Instant> leaves) {

  /** No node has claimed a session yet. */
  public static final OnlineState NONE =
      new OnlineState(new TreeSet<>(), Presence.NONE, Optional.empty());

  /** Maximum number of nodes per user; a user has sessions on far fewer. */
  private static final int MAX_NODES = 256;

  public OnlineState {
    nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
  }

  /** The node has its first session of the user. */
  public OnlineState arrive(String node, Instant at) {
    var more = new TreeSet<>(nodes);
    if (nodes.size() < MAX_NODES) {
      more.add(node);
    }
    return new OnlineState(more, seen(presence.online(), at), Optional.empty());
  }

  /**
   * The node has no session of the user any more, or has stopped.
   *
   * @param at when the user was last seen there
   * @param until if the user reconnects before this, they were never offline
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
   * Restores the published presence after all other state was lost.
   *
   * @param until time until which a node may still claim the user
   */
  public OnlineState recall(Presence told, Instant until) {
    var waits = told.online() && nodes.isEmpty();
    return new OnlineState(
        nodes, seen(told.online(), told.lastSeen()), waits ? Optional.of(until) : Optional.empty());
  }

  /** Updates the published state to the current one. */
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
