package dev.kith.contactgraph.rest;

import dev.kith.contactgraph.streams.Budgets;
import dev.kith.contactgraph.streams.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.streams.RequestCodec;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Neighbours;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.http.Caller;
import dev.kith.kit.http.Problem;
import dev.kith.kit.http.ProblemException;
import dev.kith.kit.journal.Requests;
import dev.kith.kit.streams.KithStores;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.streams.RelationStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

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
    var known = new Known(owner);
    var fresh = new ArrayList<Address>();
    var changed = 0;
    for (var peer : peers) {
      var half = known.half(peer);
      if (known.isNew(peer, half)) {
        fresh.add(peer);
      } else if (half.isChangedBy(event)) {
        changed++;
      }
    }
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
    var known = new Known(owner);
    var fresh =
        addresses.stream()
            .filter(address -> !address.equals(owner))
            .filter(address -> known.isNew(address, known.half(address)))
            .toList();
    draw(owner, new Budget.Draw(fresh.size(), Neighbours.count(fresh), 0), fresh);
  }

  /** Whom an owner has spoken of or looked up before. */
  private final class Known {
    private final Address owner;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> relations;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> lookedUp;

    Known(Address owner) {
      this.owner = owner;
      this.relations = partitions.store(KithStores.RELATIONS, owner);
      this.lookedUp = partitions.store(Budgets.LOOKED_UP, owner);
    }

    HalfEdge half(Address peer) {
      return RelationStore.read(relations, owner, peer).own();
    }

    boolean isNew(Address peer, HalfEdge half) {
      return half.position().equals(Position.NONE) && !Budgets.isLookedUp(lookedUp, owner, peer);
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
