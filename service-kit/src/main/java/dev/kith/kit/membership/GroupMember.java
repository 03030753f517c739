package dev.kith.kit.membership;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Member of the service's consumer group: the consumer of one stream thread. After each pause of
 * the process it joins the group again, which shows whether it has kept its partitions. All methods
 * but {@link #isConfirmed} are called by the consumer's thread.
 */
public final class GroupMember {

  private final AtomicLong pauses;
  private final Collection<GroupMember> members;
  private long rejoined;
  private volatile long confirmed;

  /**
   * Creates a member that has not joined yet.
   *
   * @param pauses number of pauses of the process so far
   * @param members all members; this one is removed when it leaves
   */
  GroupMember(AtomicLong pauses, Collection<GroupMember> members) {
    this.pauses = pauses;
    this.members = members;
    rejoined = pauses.get();
    confirmed = rejoined;
  }

  /** Whether the consumer has to join again; true once after each pause. */
  public boolean mustRejoin() {
    var last = pauses.get();
    var must = rejoined < last;
    rejoined = last;
    return must;
  }

  /**
   * To be called when a rebalance is complete: the consumer knows which partitions it has, and has
   * given up those that it has lost.
   */
  public void rebalanced() {
    confirmed = rejoined;
  }

  /** To be called when the consumer is closed. */
  public void leave() {
    members.remove(this);
  }

  /** Whether a rebalance was completed after the last pause. */
  boolean isConfirmed() {
    return confirmed >= pauses.get();
  }
}
