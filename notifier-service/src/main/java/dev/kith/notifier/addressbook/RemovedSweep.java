package dev.kith.notifier.addressbook;

import dev.kith.kit.topology.StoreSweep;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sweep that deletes entries removed long ago from address books, and records up to which offset it
 * did.
 */
final class RemovedSweep implements StoreSweep.Broom {

  private final KeyValueStore<Bytes, byte[]> books;
  private final ForgottenUpdates forgotten;
  private final Duration kept;

  private RemovedSweep(
      KeyValueStore<Bytes, byte[]> books, ForgottenUpdates forgotten, Duration kept) {
    this.books = books;
    this.forgotten = forgotten;
    this.kept = kept;
  }

  static void schedule(ProcessorContext<?, ?> context, Duration kept) {
    KeyValueStore<Bytes, byte[]> books = context.getStateStore(AddressBookStore.NAME);
    var forgotten = new ForgottenUpdates(context.getStateStore(ForgottenUpdates.NAME));
    StoreSweep.schedule(context, books, new RemovedSweep(books, forgotten, kept));
  }

  @Override
  public void visit(Bytes key, byte[] value, long now) {
    AddressBookStore.removedBefore(value, Instant.ofEpochMilli(now).minus(kept))
        .ifPresent(offset -> {
          forgotten.raise(offset);
          books.delete(key);
        });
  }
}
