package dev.kith.notifier.addressbook;

import dev.kith.avro.AddressBookEntry;
import dev.kith.avro.UpdateKind;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import dev.kith.schemas.StateFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * State store of the address books of a task: {@code subscriber|subject} to {@link
 * AddressBookEntry}.
 */
public final class AddressBookStore {

  public static final String NAME = "address-books";

  static final StateFormat<AddressBookEntry> FORMAT =
      new StateFormat<>(
          AddressBookEntry.class, List.of(StateFormat.past("AddressBookEntry-0.1.0")));

  private static final long NEVER = -1;

  /**
   * A slice ends after visiting this many entries, wanted or not, so that a large book does not
   * block its reader.
   */
  private static final int MAX_VISITED = 20_000;

  private final KeyValueStore<Bytes, byte[]> store;

  AddressBookStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Entries of an address book, in the order of the subjects' addresses.
   *
   * @param next the subject after which the next slice begins, empty if this is the last; the
   *     remaining slices may be empty
   */
  public record Slice(List<StoredEntry> entries, Optional<Address> next) {}

  /** Stores an update that was written at a time in milliseconds. */
  void put(StoredUpdate storedUpdate, long writtenAt) {
    var update = storedUpdate.update();
    var key = StoreKeys.pair(update.subscriber(), update.subject());
    var joined =
        update.kind() == Update.Kind.JOINED ? storedUpdate.offset() : joinedBefore(store.get(key));
    var entry =
        new AddressBookEntry(
            storedUpdate.offset(),
            joined,
            Instant.ofEpochMilli(writtenAt),
            UpdateCodec.write(update));
    store.put(key, FORMAT.write(entry));
  }

  private static long joinedBefore(byte @Nullable [] value) {
    if (value == null) {
      return NEVER;
    }
    return EntryHead.joined(value).orElseGet(() -> FORMAT.read(value).getJoined());
  }

  /**
   * Returns the present entries of a subscriber.
   *
   * @param after only subjects after this one
   * @param limit at most this many
   */
  public static Slice present(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      Optional<Address> after,
      int limit) {
    return slice(store, subscriber, OptionalLong.empty(), after, limit);
  }

  /** Returns the entries that changed after the offset {@code since}, removed ones included. */
  public static Slice changed(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      long since,
      Optional<Address> after,
      int limit) {
    return slice(store, subscriber, OptionalLong.of(since), after, limit);
  }

  private static Slice slice(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      OptionalLong since,
      Optional<Address> after,
      int limit) {
    var from = StoreKeys.entry(subscriber, after.map(subject -> subject.text() + '\0').orElse(""));
    var entries = new ArrayList<StoredEntry>();
    try (var range = store.range(from, StoreKeys.end(subscriber))) {
      @Nullable Bytes last = null;
      for (var visited = 0; range.hasNext(); visited++) {
        if (last != null && (entries.size() == limit || visited == MAX_VISITED)) {
          return new Slice(entries, Optional.of(new Address(Keys.second(last.get()))));
        }
        var entry = range.next();
        wanted(entry.value, since).ifPresent(entries::add);
        last = entry.key;
      }
    }
    return new Slice(entries, Optional.empty());
  }

  /**
   * Decodes an entry if it is wanted. After a resume most entries are older than the cursor, so the
   * offset is read first and the rest only if the entry is newer.
   */
  private static Optional<StoredEntry> wanted(byte[] value, OptionalLong since) {
    if (since.isPresent()) {
      return EntryHead.offset(value) > since.getAsLong()
          ? Optional.of(read(value))
          : Optional.empty();
    }
    return Optional.of(read(value)).filter(storedEntry -> !storedEntry.isRemoved());
  }

  static StoredEntry read(byte[] value) {
    var entry = FORMAT.read(value);
    return new StoredEntry(
        new StoredUpdate(entry.getOffset(), UpdateCodec.read(entry.getUpdate())),
        entry.getJoined());
  }

  /** Returns the offset at which an entry was removed before {@code time}; empty if it was not. */
  static OptionalLong removedBefore(byte[] value, Instant time) {
    var entry = FORMAT.read(value);
    var isRemoved = entry.getUpdate().getKind() == UpdateKind.REMOVED;
    return isRemoved && entry.getToldAt().isBefore(time)
        ? OptionalLong.of(entry.getOffset())
        : OptionalLong.empty();
  }
}
