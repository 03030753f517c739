package dev.kith.notifier.tail;

import dev.kith.domain.Address;

/** Member of a tail: the user whose records it takes, and the partition that holds them. */
public interface TailMember {

  Address subscriber();

  /** The partition of the topic that holds the subscriber's records. */
  int partition();
}
