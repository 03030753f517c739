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
 * Codec of values in state stores, in Avro's single-object encoding. The value carries the schema's
 * fingerprint, so that reading it needs no registry. Thread-safe.
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
   * Creates a format that also reads older values.
   *
   * @param past schemas with which existing stores may have been written; today's schema must be
   *     able to read each
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
   * Decoder of some of the fields, for readers that scan many values: fields that are not in {@code
   * part} are skipped, not decoded.
   *
   * @param part a record of the same name with fewer fields
   */
  public MessageDecoder<GenericRecord> part(Schema part) {
    var partDecoder = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), part);
    written.forEach(partDecoder::addSchema);
    return partDecoder;
  }

  /** Schema of an earlier version that stores may still contain, from {@code past/}. */
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
   * Reads a value.
   *
   * @throws UnreadableState if the bytes are invalid, or written with an unknown schema
   */
  public T read(byte[] bytes) {
    try {
      return decoder.decode(bytes, null);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableState("The bytes are not a readable " + name, e);
    }
  }
}
