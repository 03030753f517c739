package dev.kith.notifier.replica;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Copy of an Avro record by way of its bytes. */
final class AvroCopy {

  private AvroCopy() {}

  static SpecificRecord of(SpecificRecord record) {
    try {
      var bytes = new ByteArrayOutputStream();
      var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      var data = SpecificData.getForClass(record.getClass());
      new SpecificDatumWriter<SpecificRecord>(record.getSchema(), data).write(record, encoder);
      encoder.flush();
      var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
      var schema = record.getSchema();
      return new SpecificDatumReader<SpecificRecord>(schema, schema, data).read(null, decoder);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
