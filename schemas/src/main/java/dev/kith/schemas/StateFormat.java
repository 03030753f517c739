package dev.kith.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The values in our own stores, in Avro's single-object encoding: its fingerprint names the schema,
 * so that a store is read without a registry. Thread-safe.
 */
public final class StateFormat<T extends SpecificRecord> {
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;
  private final String name;

  public StateFormat(Class<T> type) {
    this(type, List.of());
  }

  /**
   * A format that reads older values too.
   *
   * @param past schemas that stores may still be written with; each must be one that today's can
   *     read
   */
  public StateFormat(Class<T> type, List<Schema> past) {
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    this.name = schema.getFullName();
    this.encoder = new BinaryMessageEncoder<>(model, schema);
    this.decoder = new BinaryMessageDecoder<>(model, schema);
    past.forEach(decoder::addSchema);
  }

  public byte[] write(T value) {
    try {
      return encoder.encode(value).array();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * What was written.
   *
   * @throws UnreadableState if these are not such bytes, or written with a schema that was not
   *     given
   */
  public T read(byte[] bytes) {
    try {
      return decoder.decode(bytes, null);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableState("no " + name + " that can be read is in these bytes", e);
    }
  }
}
