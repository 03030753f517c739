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

/** Requests to the owner's Streams task: the records of {@code kith.contact-requests}. */
public sealed interface ContactRequest {

  /**
   * Chunk of a sync.
   *
   * @param number index, from 0
   * @param accepted number of addresses of the whole sync
   * @param now false: the chunk is queued
   * @param fromQueue the chunk was queued and is due now
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

    /** The event without peers, for comparison with each half-edge. */
    public ContactsSynced event() {
      return event(Set.of(), Optional.empty());
    }

    /** The event about the peers whose half-edges change. */
    ContactsSynced event(Set<Address> changed, Optional<Position> asOf) {
      return new ContactsSynced(
          changed, false, options.contact(), options.subscribed(), options.labels(), asOf);
    }

    /** This chunk as it leaves the queue. */
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

  /** The values that a sync sets; absent ones stay unchanged. */
  record Options(Optional<Boolean> contact, Optional<Boolean> subscribed, Set<String> labels) {
    public Options {
      labels = Set.copyOf(labels);
    }
  }

  /**
   * Draw on the owner's budget.
   *
   * @param peers the new addresses, as far as they fit into a request; they count as paid once
   *     granted
   */
  record BudgetDraw(String requestId, Budget.Draw draw, List<Address> peers)
      implements ContactRequest {}

  /** A message to the owner. */
  record Noted(Address sender, Instant at) implements ContactRequest {}
}
