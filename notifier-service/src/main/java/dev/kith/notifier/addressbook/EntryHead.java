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
 * The first fields of a stored {@link AddressBookEntry}, read without the rest: whoever resumes
 * passes over what they know.
 */
final class EntryHead {

  /** Before the fields: two bytes that mark the format, eight that name the schema. */
  private static final int FIELDS = 10;

  private static final int SCHEMA = 2;
  private static final byte[] TODAYS = todays();

  private EntryHead() {}

  /** The offset of the update; the first field in every schema there ever was. */
  static long offset(byte[] value) {
    try {
      return fields(value).readLong();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The offset of the last joined; nothing if an earlier schema has to be read whole for it. */
  static OptionalLong joined(byte[] value) {
    if (!Arrays.equals(value, SCHEMA, FIELDS, TODAYS, 0, TODAYS.length)) {
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

  private static byte[] todays() {
    try {
      return SchemaNormalization.parsingFingerprint(
          "CRC-64-AVRO", AddressBookEntry.getClassSchema());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
