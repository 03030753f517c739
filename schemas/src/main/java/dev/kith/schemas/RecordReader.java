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

/** Reads what was written with one schema into our class of that name. Thread-safe. */
final class RecordReader {
  private final Class<? extends SpecificRecord> type;
  private final DatumReader<SpecificRecord> reader;

  /**
   * @throws UnknownRecordType if our class cannot take all that this schema allows. It came after
   *     ours and is sound (a registry lets new schemas in that read the old, not old ones that read
   *     the new), so its records must stop us, not become dead letters one by one
   */
  RecordReader(Class<? extends SpecificRecord> type, Schema written) {
    SpecificData model = SpecificData.getForClass(type);
    Schema ours = model.getSchema(type);
    if (SchemaCompatibility.checkReaderWriterCompatibility(ours, written).getType()
        != SchemaCompatibilityType.COMPATIBLE) {
      throw new UnknownRecordType(
          "a version of " + type.getName() + " that only a newer Kith can read: upgrade first");
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
          TRAILING_BYTES, decoder.remaining() + " bytes behind the " + type.getName());
    }
    return record;
  }

  private SpecificRecord decode(PayloadDecoder decoder) {
    try {
      return reader.read(null, decoder);
    } catch (EOFException e) {
      throw new UnreadableRecord(TRUNCATED, "the bytes end before the " + type.getName(), e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // whatever Avro trips over is in the bytes: reader and schema have been found to fit
      throw new UnreadableRecord(UNDECODABLE, "no " + type.getName(), e);
    }
  }
}
