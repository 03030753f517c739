package dev.kith.notifier.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.AddressBookEntry;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.codec.UpdateCodec;
import dev.kith.schemas.Keys;
import dev.kith.schemas.StateFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The address books of a task: {@code subscriber|subject} to {@link AddressBookEntry}. */
public final class AddressBookStore {

  public static final String NAME = "address-books";

  static final StateFormat<AddressBookEntry> FORMAT = new StateFormat<>(AddressBookEntry.class);

  /**
   * The character after the separator: no address contains it, so it ends one subscriber's range.
   */
  private static final char AFTER_SEPARATOR = '|' + 1;

  private final KeyValueStore<Bytes, byte[]> store;

  AddressBookStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void put(Told told) {
    var update = told.update();
    store.put(
        Bytes.wrap(Keys.join(update.subscriber().text(), update.subject().text())),
        FORMAT.write(new AddressBookEntry(told.offset(), UpdateCodec.write(update))));
  }

  /**
   * What the subscriber holds now, in the order of the subjects' addresses.
   *
   * @param after only subjects after this one
   * @param most at most this many
   */
  public static List<Told> present(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      Optional<Address> after,
      int most) {
    var from = subscriber.text() + "|" + after.map(subject -> subject.text() + '\0').orElse("");
    var to = subscriber.text() + AFTER_SEPARATOR;
    var entries = new ArrayList<Told>();
    try (var range = store.range(bytes(from), bytes(to))) {
      while (range.hasNext() && entries.size() < most) {
        var told = read(range.next().value);
        if (told.update().kind() != Update.Kind.REMOVED) {
          entries.add(told);
        }
      }
    }
    return entries;
  }

  static Told read(byte[] value) {
    var entry = FORMAT.read(value);
    return new Told(entry.getOffset(), UpdateCodec.read(entry.getUpdate()));
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(UTF_8));
  }
}
