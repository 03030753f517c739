package dev.kith.notifier.addressbook;

import dev.kith.domain.Address;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.MessageDecoder;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Goes through a whole address book for the names in it, and reads nothing else of its entries. */
public final class BookNames {

  private static final MessageDecoder<GenericRecord> NAME_ONLY =
      AddressBookStore.FORMAT.part(nameOnly());

  private BookNames() {}

  /** An entry of which only the name is read yet, as the subscriber may see it. */
  public static final class Unread {
    private final String subject;
    private final Optional<String> name;
    private final byte[] value;

    Unread(String subject, Optional<String> name, byte[] value) {
      this.subject = subject;
      this.name = name;
      this.value = value;
    }

    public String subject() {
      return subject;
    }

    public Optional<String> name() {
      return name;
    }

    public StoredEntry read() {
      return AddressBookStore.read(value);
    }
  }

  /**
   * Gives all that the subscriber holds, in the order of subjects.
   *
   * @param most entries to go through, those that were removed and are remembered counted
   * @return false if the book has more than that
   */
  public static boolean forEach(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      int most,
      Consumer<Unread> then) {
    var count = 0;
    try (var book = store.range(bytes(subscriber + "|"), bytes(subscriber + "}"))) {
      while (book.hasNext()) {
        if (++count > most) {
          return false;
        }
        var entry = book.next();
        if (read(entry.value).get("view") instanceof GenericRecord view) {
          var name = Optional.ofNullable(view.get("name")).map(Object::toString);
          then.accept(new Unread(Keys.second(entry.key.get()), name, entry.value));
        }
      }
    }
    return true;
  }

  /** One entry, if the subscriber holds it. */
  public static Optional<StoredEntry> one(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Address subscriber, Address subject) {
    return Optional.ofNullable(store.get(bytes(subscriber + "|" + subject)))
        .map(AddressBookStore::read)
        .filter(storedEntry -> !storedEntry.isRemoved());
  }

  private static GenericRecord read(byte[] value) {
    try {
      return (GenericRecord) NAME_ONLY.decode(value).get("update");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Named as the whole records are, or the part would not be taken for one of them. */
  private static Schema nameOnly() {
    var view =
        SchemaBuilder.record("dev.kith.avro.ProfileView")
            .fields()
            .optionalString("name")
            .endRecord();
    var update =
        SchemaBuilder.record("dev.kith.avro.Update")
            .fields()
            .name("view")
            .type()
            .optional()
            .type(view)
            .endRecord();
    return SchemaBuilder.record("dev.kith.avro.AddressBookEntry")
        .fields()
        .name("update")
        .type(update)
        .noDefault()
        .endRecord();
  }

  private static Bytes bytes(String text) {
    return StoreKeys.of(text);
  }
}
