package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.BudgetState;
import dev.kith.contactgraph.streams.ContactRequest.BudgetDraw;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.kit.streams.StoreSweep;
import dev.kith.schemas.Keys;
import dev.kith.schemas.StateFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The budgets of a task's owners: address to {@link BudgetState}, and {@code owner|address} for
 * each address that an owner has looked up, to the time of that: it is not new again.
 */
public final class Budgets {

  public static final String NAME = "budgets";
  public static final String LOOKED_UP = "looked-up";

  private static final StateFormat<BudgetState> FORMAT = new StateFormat<>(BudgetState.class);

  private final Budget.Terms terms;
  private final KeyValueStore<Bytes, byte[]> budgets;
  private final KeyValueStore<Bytes, byte[]> lookedUp;

  Budgets(ProcessorContext<?, ?> context, Budget.Terms terms) {
    this.terms = terms;
    this.budgets = context.getStateStore(NAME);
    this.lookedUp = context.getStateStore(LOOKED_UP);
    var kept = terms.fresh().fills().toMillis();
    StoreSweep.schedule(
        context, lookedUp, (time, now) -> ByteBuffer.wrap(time).getLong() < now - kept);
  }

  /** What was left when the owner last drew; nothing for one who never did. */
  public static Optional<Budget> read(ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner) {
    return Optional.ofNullable(store.get(key(owner)))
        .map(FORMAT::read)
        .map(state -> new Budget(state.getNewLeft(), state.getChangedLeft(), state.getAt()));
  }

  /** Whether the owner has looked the address up before. */
  public static boolean isLookedUp(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address owner, Address address) {
    return store.get(key(owner, address)) != null;
  }

  /** Grants all of the draw or nothing. */
  Budget.Drawn draw(Address owner, BudgetDraw draw, Instant now) {
    var drawn =
        read(budgets, owner).orElseGet(() -> Budget.full(terms, now)).draw(terms, draw.draw(), now);
    if (drawn.retryAfter().isEmpty()) {
      var left = drawn.budget();
      budgets.put(
          key(owner), FORMAT.write(new BudgetState(left.newLeft(), left.changedLeft(), now)));
      var time = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
      draw.peers().forEach(peer -> lookedUp.put(key(owner, peer), time));
    }
    return drawn;
  }

  private static Bytes key(Address owner) {
    return Bytes.wrap(owner.text().getBytes(UTF_8));
  }

  private static Bytes key(Address owner, Address address) {
    return Bytes.wrap(Keys.join(owner.text(), address.text()));
  }
}
