package dev.kith.contactgraph.sync;

import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactsSynced;
import dev.kith.domain.Sync.RefusedLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an owner's task is asked for. */
public sealed interface ContactRequest {

  /**
   * A part of a sync.
   *
   * @param number from 0
   * @param accepted addresses of the whole sync
   * @param now false: queue it
   * @param fromQueue it was queued, and its turn has come
   */
  record Chunk(
      String syncId,
      int number,
      int chunks,
      List<Address> peers,
      Options options,
      boolean now,
      String actor,
      int accepted,
      List<RefusedLine> refused,
      int refusedTotal,
      boolean fromQueue)
      implements ContactRequest {

    /** What is said of all of these peers. */
    public ContactsSynced event() {
      return event(Set.of(), Optional.empty());
    }

    /** What is said of those that change. */
    ContactsSynced event(Set<Address> changed, Optional<Position> asOf) {
      return new ContactsSynced(
          changed, false, options.contact(), options.subscribed(), options.labels(), asOf);
    }

    /** The same, as it leaves the queue. */
    Chunk due() {
      return new Chunk(
          syncId,
          number,
          chunks,
          peers,
          options,
          true,
          actor,
          accepted,
          refused,
          refusedTotal,
          true);
    }
  }

  /** What a sync sets; what is absent stays as it is. */
  record Options(Optional<Boolean> contact, Optional<Boolean> subscribed, Set<String> labels) {
    public Options {
      labels = Set.copyOf(labels);
    }
  }

  /**
   * A draw on the owner's budget.
   *
   * @param peers the new addresses, as far as they fit a request: once granted, they are paid for
   */
  record BudgetDraw(String requestId, Budget.Draw draw, List<Address> peers)
      implements ContactRequest {}

  /** Somebody wrote to the owner. */
  record Noted(Address sender, Instant at) implements ContactRequest {}
}
