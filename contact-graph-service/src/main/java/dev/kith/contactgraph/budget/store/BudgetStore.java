package dev.kith.contactgraph.budget.store;

import dev.kith.avro.BudgetState;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.kit.topology.StoreSweep;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * State stores of owners' budgets: address to {@link BudgetState}, and {@code owner|address} to the
 * time at which the owner paid for the address. A paid address costs nothing more for the time in
 * which an empty bucket becomes full.
 */
public final class BudgetStore {

  public static final String NAME = "budgets";
  public static final String LOOKED_UP = "looked-up";

  private static final StateFormat<BudgetState> FORMAT = new StateFormat<>(BudgetState.class);

  private final Budget.Terms terms;
  private final KeyValueStore<Bytes, byte[]> budgetStore;
  private final KeyValueStore<Bytes, byte[]> lookedUp;
  private final KnownAddresses known;

  public BudgetStore(ProcessorContext<?, ?> context, Budget.Terms terms) {
    this.terms = terms;
    this.budgetStore = context.getStateStore(NAME);
    this.lookedUp = context.getStateStore(LOOKED_UP);
    this.known = new KnownAddresses(context.getStateStore(StateStores.RELATIONS), lookedUp);
    var kept = terms.fresh().fills().toMillis();
    StoreSweep.schedule(
        context, lookedUp, (time, now) -> ByteBuffer.wrap(time).getLong() < now - kept);
  }

  /** The tokens left after the owner's latest draw; empty if there was none. */
  public static Optional<Budget> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    return Optional.ofNullable(store.get(key(owner)))
        .map(FORMAT::read)
        .map(state -> new Budget(state.getNewLeft(), state.getChangedLeft(), state.getAt()));
  }

  /** Whether the owner has paid for the address. */
  public static boolean isLookedUp(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Address address) {
    return store.get(key(owner, address)) != null;
  }

  /**
   * Result of a draw.
   *
   * @param draw the draw with its actual cost
   */
  public record Outcome(Budget.Draw draw, Budget.Drawn drawn) {}

  /**
   * Grants a draw completely or not at all.
   *
   * @param peers the addresses that the draw is for; empty if it is for none
   */
  public Outcome draw(Address owner, Budget.Draw asked, List<Address> peers, Instant now) {
    var fresh = known.fresh(owner, peers);
    var actual = actual(owner, asked, peers, fresh);
    var drawn =
        read(budgetStore, owner).orElseGet(() -> Budget.full(terms, now)).draw(terms, actual, now);
    if (drawn.retryAfter().isEmpty()) {
      var left = drawn.budget();
      budgetStore.put(
          key(owner), FORMAT.write(new BudgetState(left.newLeft(), left.changedLeft(), now)));
      var time = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
      fresh.forEach(peer -> lookedUp.put(key(owner, peer), time));
    }
    return new Outcome(actual, drawn);
  }

  /**
   * Computes the actual cost of a draw: concurrent requests were counted before the others were
   * granted.
   */
  private Budget.Draw actual(
      Address owner, Budget.Draw asked, List<Address> peers, List<Address> fresh) {
    if (peers.isEmpty()) {
      return asked;
    }
    var paidMeanwhile = peers.size() - fresh.size();
    var left = Math.max(0, asked.fresh() - paidMeanwhile);
    var sequential = Math.max(asked.sequential(), known.sequential(owner, fresh));
    return new Budget.Draw(left, Math.min(left, sequential), asked.changed());
  }

  private static Bytes key(Address owner) {
    return StoreKeys.of(owner);
  }

  private static Bytes key(Address owner, Address address) {
    return StoreKeys.pair(owner, address);
  }
}
