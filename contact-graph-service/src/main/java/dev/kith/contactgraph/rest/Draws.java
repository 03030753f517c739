package dev.kith.contactgraph.rest;

import dev.kith.contactgraph.streams.Budgets;
import dev.kith.contactgraph.streams.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.streams.RequestCodec;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Neighbours;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.journal.Requests;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.PeerScan;
import dev.kith.kit.streams.RelationStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Draws on owners' budgets for what their tokens ask; backends draw nothing. */
@ApplicationScoped
public class Draws {

  private final Caller caller;
  private final Partitions partitions;
  private final Requests requests;
  private final Budget.Terms terms;

  Draws(Caller caller, Partitions partitions, Requests requests, Budget.Terms terms) {
    this.caller = caller;
    this.partitions = partitions;
    this.requests = requests;
    this.terms = terms;
  }

  /**
   * For a sync that sets {@code event} for these peers.
   *
   * @throws ProblemException 429 if the budget does not allow it
   */
  void sync(Address owner, List<Address> peers, RelationEvent event) {
    if (caller.isBackend()) {
      return;
    }
    var known = new Known(owner, peers);
    var fresh = peers.stream().filter(known::isNew).toList();
    var changed =
        (int)
            peers.stream()
                .filter(peer -> !known.isNew(peer) && known.half(peer).isChangedBy(event))
                .count();
    draw(owner, new Budget.Draw(fresh.size(), Neighbours.count(fresh), changed), List.of());
  }

  /**
   * For a look-up of these addresses, which are not new any more afterwards.
   *
   * @throws ProblemException 429 if the budget does not allow it
   */
  void lookUp(Address owner, List<Address> addresses) {
    if (caller.isBackend()) {
      return;
    }
    var known = new Known(owner, addresses);
    var fresh =
        addresses.stream()
            .filter(address -> !address.equals(owner) && known.isNew(address))
            .toList();
    draw(owner, new Budget.Draw(fresh.size(), Neighbours.count(fresh), 0), fresh);
  }

  /** Which of some addresses an owner has spoken of or looked up before. */
  private final class Known {
    private final Map<Address, Relation> relations;
    private final Set<Address> lookedUp;

    Known(Address owner, List<Address> addresses) {
      this.relations =
          RelationStore.read(partitions.store(KithStores.RELATIONS, owner), owner, addresses);
      this.lookedUp =
          PeerScan.read(partitions.store(Budgets.LOOKED_UP, owner), owner, addresses).keySet();
    }

    HalfEdge half(Address peer) {
      return relations.getOrDefault(peer, Relation.NONE).own();
    }

    boolean isNew(Address peer) {
      return half(peer).position().equals(Position.NONE) && !lookedUp.contains(peer);
    }
  }

  private void draw(Address owner, Budget.Draw draw, List<Address> remembered) {
    if (draw.isNothing()) {
      return;
    }
    var id = UUID.randomUUID().toString();
    var request = RequestCodec.write(new BudgetDraw(id, draw, remembered));
    var drawn = requests.<Budget.Drawn>ask(owner, id, request).join();
    drawn
        .retryAfter()
        .ifPresent(after -> {
          throw ProblemException.retry(Problem.Kind.BUDGET_SPENT, why(draw, drawn.budget()), after);
        });
  }

  private String why(Budget.Draw draw, Budget left) {
    return ("%d new addresses (%d of them in runs of neighbouring numbers, which count %d times) and %d changes"
            + " were asked for; left are %d of %d and %d of %d. Send fewer, or wait.")
        .formatted(
            draw.fresh(),
            draw.sequential(),
            Budget.SEQUENTIAL,
            draw.changed(),
            (long) left.newLeft(),
            terms.fresh().size(),
            (long) left.changedLeft(),
            terms.changed().size());
  }
}
