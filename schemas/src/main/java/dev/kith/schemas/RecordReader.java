package dev.kith.schemas;

import static dev.kith.schemas.UnreadableRecord.Reason.TRAILING_BYTES;
import static dev.kith.schemas.UnreadableRecord.Reason.TRUNCATED;
import static dev.kith.schemas.UnreadableRecord.Reason.UNDECODABLE;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reader of records that were written with one schema, into the generated class of that name.
 * Thread-safe.
 */
final class RecordReader {
  private final Class<? extends SpecificRecord> type;
  private final DatumReader<SpecificRecord> reader;

  /**
   * Creates a reader.
   *
   * @throws UnknownRecordType if the class cannot read all records of this schema. Such a schema is
   *     valid and newer: the registry accepts a new schema if it reads the old one, not if the old
   *     one reads it. Its records must therefore stop the reader instead of becoming dead letters
   */
  RecordReader(Class<? extends SpecificRecord> type, Schema written) {
    SpecificData model = SpecificData.getForClass(type);
    Schema ours = model.getSchema(type);
    if (SchemaCompatibility.checkReaderWriterCompatibility(ours, written).getType()
        != SchemaCompatibilityType.COMPATIBLE) {
      throw new UnknownRecordType(
          "Only a newer Kith can read this version of " + type.getName() + "; upgrade first");
    }
    this.type = type;
    this.reader = new SpecificDatumReader<>(written, ours, model);
  }

  Class<? extends SpecificRecord> type() {
    return type;
  }

  SpecificRecord read(byte[] value, int from) {
    PayloadDecoder decoder = new PayloadDecoder(value, from);
    SpecificRecord record = decode(decoder);
    if (decoder.remaining() > 0) {
      throw new UnreadableRecord(
          TRAILING_BYTES, decoder.remaining() + " bytes follow the " + type.getName());
    }
    return record;
  }

  private SpecificRecord decode(PayloadDecoder decoder) {
    try {
      return reader.read(null, decoder);
    } catch (EOFException e) {
      throw new UnreadableRecord(TRUNCATED, "The bytes end before the " + type.getName(), e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // every failure of Avro is caused by the bytes: reader and schema are compatible
      throw new UnreadableRecord(UNDECODABLE, "The bytes are not a valid " + type.getName(), e);
    }
  }
}
