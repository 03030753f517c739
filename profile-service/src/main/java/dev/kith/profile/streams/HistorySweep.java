package dev.kith.profile.streams;

import dev.kith.kit.topology.StoreSweep;
import java.time.Instant;
import java.util.ArrayDeque;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sweep that removes events beyond the {@link HistoryBounds} from the history. Readers skip events
 * that are too old in any case.
 */
final class HistorySweep implements StoreSweep.Broom {

  private final KeyValueStore<Bytes, byte[]> store;
  private final HistoryBounds bounds;

  /** Kept keys of the owner that the sweep is at, oldest first. */
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
