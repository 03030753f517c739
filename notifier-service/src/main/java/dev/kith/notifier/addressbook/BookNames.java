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

/** Scan of an address book that decodes only the names of its entries. */
public final class BookNames {

  private static final MessageDecoder<GenericRecord> NAME_ONLY =
      AddressBookStore.FORMAT.part(nameOnly());

  private BookNames() {}

  /** Entry of which only the name is decoded yet, as the subscriber may see it. */
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
   * Visits all present entries of the subscriber, in the order of subjects.
   *
   * @param limit entries to visit, including removed ones that are still remembered
   * @return false if the book has more entries than that
   */
  public static boolean forEach(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address subscriber,
      int limit,
      Consumer<Unread> action) {
    var count = 0;
    try (var book = store.range(bytes(subscriber + "|"), bytes(subscriber + "}"))) {
      while (book.hasNext()) {
        if (++count > limit) {
          return false;
        }
        var entry = book.next();
        if (read(entry.value).get("view") instanceof GenericRecord view) {
          var name = Optional.ofNullable(view.get("name")).map(Object::toString);
          action.accept(new Unread(Keys.second(entry.key.get()), name, entry.value));
        }
      }
    }
    return true;
  }

  /** Returns one entry, if it is present. */
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

  /**
   * Projection of the stored schema. Its records have the names of the stored ones, because Avro
   * resolves records by name.
   */
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
