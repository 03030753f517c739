package dev.kith.schemas;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Writer of records of one class with one schema id. Thread-safe. */
final class RecordWriter {
  private static final ThreadLocal<Output> OUTPUT = ThreadLocal.withInitial(Output::new);

  private final int schemaId;
  private final DatumWriter<SpecificRecord> writer;

  RecordWriter(Class<? extends SpecificRecord> type, int schemaId) {
    SpecificData model = SpecificData.getForClass(type);
    this.schemaId = schemaId;
    this.writer = new SpecificDatumWriter<>(model.getSchema(type), model);
  }

  byte[] write(SpecificRecord record) {
    Output output = OUTPUT.get();
    output.bytes.reset(); // a record that could not be written may have left its first half
    try {
      output.header.writeByte(WireFormat.MAGIC);
      output.header.writeInt(schemaId);
      writer.write(record, output.encoder);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return output.bytes.toByteArray();
  }

  /** The encoder is not buffered, so nothing has to be flushed. */
  private static final class Output {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    final DataOutputStream header = new DataOutputStream(bytes);
    final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
  }
}
