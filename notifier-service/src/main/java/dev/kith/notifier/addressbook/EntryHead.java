package dev.kith.notifier.addressbook;

import dev.kith.avro.AddressBookEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reader of the first fields of a stored {@link AddressBookEntry}. A resume skips the entries that
 * the client knows without decoding the rest.
 */
final class EntryHead {

  /** Bytes before the fields: two mark the format, eight identify the schema. */
  private static final int FIELDS = 10;

  private static final int SCHEMA = 2;
  private static final byte[] CURRENT_SCHEMA = currentSchema();

  private EntryHead() {}

  /** Returns the offset of the update, which is the first field in every version of the schema. */
  static long offset(byte[] value) {
    try {
      return fields(value).readLong();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Returns the offset of the last {@code joined}; empty if the entry has an older schema and must
   * be decoded whole.
   */
  static OptionalLong joined(byte[] value) {
    if (!Arrays.equals(value, SCHEMA, FIELDS, CURRENT_SCHEMA, 0, CURRENT_SCHEMA.length)) {
      return OptionalLong.empty();
    }
    try {
      var fields = fields(value);
      fields.readLong();
      return OptionalLong.of(fields.readLong());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static BinaryDecoder fields(byte[] value) {
    return DecoderFactory.get().binaryDecoder(value, FIELDS, value.length - FIELDS, null);
  }

  private static byte[] currentSchema() {
    try {
      return SchemaNormalization.parsingFingerprint(
          "CRC-64-AVRO", AddressBookEntry.getClassSchema());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
