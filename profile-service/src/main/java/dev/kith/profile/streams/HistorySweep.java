package dev.kith.profile.streams;

import dev.kith.kit.topology.StoreSweep;
import java.time.Instant;
import java.util.ArrayDeque;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes what is too old or too much from the history. Readers leave out what is too old in any
 * case.
 */
final class HistorySweep implements StoreSweep.Broom {

  private final KeyValueStore<Bytes, byte[]> store;
  private final HistoryBounds bounds;

  /** What is kept of the owner whom the walk has reached, oldest first. */
  private final ArrayDeque<Bytes> kept = new ArrayDeque<>();

  private HistorySweep(KeyValueStore<Bytes, byte[]> store, HistoryBounds bounds) {
    this.store = store;
    this.bounds = bounds;
  }

  static void schedule(
      ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store, HistoryBounds bounds) {
    StoreSweep.schedule(context, store, new HistorySweep(store, bounds));
  }

  @Override
  public void visit(Bytes key, byte[] value, long now) {
    if (!kept.isEmpty() && !HistoryStore.isSameOwner(kept.getLast(), key)) {
      kept.clear();
    }
    var oldest = Instant.ofEpochMilli(now).minus(bounds.age());
    if (HistoryStore.recordedAt(value).isBefore(oldest)) {
      store.delete(key);
      return;
    }
    kept.addLast(key);
    if (kept.size() > bounds.events()) {
      store.delete(kept.removeFirst());
    }
  }

  @Override
  public void walked() {
    kept.clear();
  }
}
