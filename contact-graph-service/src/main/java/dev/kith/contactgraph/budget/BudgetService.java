package dev.kith.contactgraph.budget;

import dev.kith.contactgraph.budget.store.BudgetStore;
import dev.kith.contactgraph.budget.store.KnownAddresses;
import dev.kith.contactgraph.sync.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.sync.RequestCodec;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.Relation;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.journal.Requests;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Service that charges owners' budgets for requests that reveal something about addresses they do
 * not hold. Backends are not charged.
 */
@ApplicationScoped
public class BudgetService {

  /**
   * Maximum number of peers in one draw, which is one record; peers of a larger sync become known
   * with its chunks.
   */
  private static final int MAX_PEERS = 500;

  /**
   * Threads that append draws: without brokers an append blocks for a while, and must not block an
   * event loop.
   */
  private static final Executor SENDERS = Executors.newVirtualThreadPerTaskExecutor();

  private final Caller caller;
  private final PartitionOwners partitionOwners;
  private final Requests requests;
  private final Budget.Terms terms;

  BudgetService(
      Caller caller, PartitionOwners partitionOwners, Requests requests, Budget.Terms terms) {
    this.caller = caller;
    this.partitionOwners = partitionOwners;
    this.requests = requests;
    this.terms = terms;
  }

  /**
   * Charges a sync that sets {@code event} for these peers. Blocks.
   *
   * @throws ProblemException 429 if the budget does not allow it
   */
  public void sync(Address owner, List<Address> peers, RelationEvent event) {
    if (caller.isBackend()) {
      return;
    }
    var known = known(owner);
    var fresh = known.fresh(owner, peers);
    var changed = changed(known.relations(owner, peers), peers, Set.copyOf(fresh), event);
    var draw = new Budget.Draw(fresh.size(), known.sequential(owner, fresh), changed);
    draw(owner, draw, fresh.size() <= MAX_PEERS ? fresh : List.of()).join();
  }

  /**
   * Charges a response about these addresses, which cost nothing more within the period.
   *
   * @return fails with {@link ProblemException} 429 if the budget does not allow it
   */
  public CompletableFuture<Void> charge(Address owner, Collection<Address> addresses) {
    return charge(owner).apply(addresses);
  }

  /**
   * Like {@link #charge(Address, Collection)}, for addresses that become known on another thread
   * than the request's.
   */
  public Function<Collection<Address>, CompletableFuture<Void>> charge(Address owner) {
    return caller.isBackend()
        ? _ -> CompletableFuture.completedFuture(null)
        : addresses -> drawn(owner, addresses);
  }

  private CompletableFuture<Void> drawn(Address owner, Collection<Address> addresses) {
    var known = known(owner);
    var fresh = known.fresh(owner, addresses);
    return draw(owner, new Budget.Draw(fresh.size(), known.sequential(owner, fresh), 0), fresh);
  }

  private KnownAddresses known(Address owner) {
    return new KnownAddresses(
        partitionOwners.store(StateStores.RELATIONS, owner),
        partitionOwners.store(BudgetStore.LOOKED_UP, owner));
  }

  private static int changed(
      Map<Address, Relation> relations,
      List<Address> peers,
      Set<Address> fresh,
      RelationEvent event) {
    return (int)
        peers.stream()
            .filter(peer -> !fresh.contains(peer))
            .filter(peer -> relations.getOrDefault(peer, Relation.NONE).own().isChangedBy(event))
            .count();
  }

  private CompletableFuture<Void> draw(Address owner, Budget.Draw draw, List<Address> paid) {
    if (draw.isNothing()) {
      return CompletableFuture.completedFuture(null);
    }
    var id = UUID.randomUUID().toString();
    var request = RequestCodec.write(new BudgetDraw(id, draw, paid));
    return CompletableFuture.completedFuture(request)
        .thenComposeAsync(asked -> requests.<BudgetStore.Outcome>ask(owner, id, asked), SENDERS)
        .thenAccept(this::refuseUnlessGranted);
  }

  private void refuseUnlessGranted(BudgetStore.Outcome outcome) {
    outcome
        .drawn()
        .retryAfter()
        .ifPresent(after -> {
          throw ProblemException.retry(
              Problem.Kind.BUDGET_EXHAUSTED, why(outcome.draw(), outcome.drawn().budget()), after);
        });
  }

  private String why(Budget.Draw draw, Budget left) {
    return ("The request needs %d new addresses (%d of them are neighbouring numbers and count %d times) and %d changes;"
            + " %d of %d and %d of %d are left. Send fewer addresses, or wait.")
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
