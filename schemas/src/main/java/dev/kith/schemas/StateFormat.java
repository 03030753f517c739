package dev.kith.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MessageDecoder;
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
  private final List<Schema> written;

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
    this.written = Stream.concat(Stream.of(schema), past.stream()).toList();
  }

  /**
   * A decoder of some of the fields only, for whoever goes through many values: what is not in
   * {@code part} is skipped, not read.
   *
   * @param part a record of the same name with fewer fields
   */
  public MessageDecoder<GenericRecord> part(Schema part) {
    var partDecoder = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), part);
    written.forEach(partDecoder::addSchema);
    return partDecoder;
  }

  /** The schema that a store of an earlier version may still hold, kept under {@code past/}. */
  public static Schema past(String name) {
    try (var file = StateFormat.class.getResourceAsStream("/past/" + name + ".avsc")) {
      return new SchemaParser().parse(Objects.requireNonNull(file, name)).mainSchema();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
