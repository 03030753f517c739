package dev.kith.schemas;

import static dev.kith.schemas.UnreadableRecord.Reason.EMPTY;
import static dev.kith.schemas.UnreadableRecord.Reason.FOREIGN_TYPE;
import static dev.kith.schemas.UnreadableRecord.Reason.TOO_LARGE;
import static dev.kith.schemas.UnreadableRecord.Reason.TRUNCATED;
import static dev.kith.schemas.UnreadableRecord.Reason.UNKNOWN_SCHEMA_ID;
import static dev.kith.schemas.UnreadableRecord.Reason.WRONG_MAGIC_BYTE;
import static dev.kith.schemas.UnreadableRecord.Reason.WRONG_TOPIC;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as Confluent's serializers write them: a zero, the schema's id in four bytes, Avro's
 * binary encoding. Subjects are named after topic and type (TopicRecordName). Thread-safe.
 */
public final class WireFormat {
  static final int MAGIC = 0;

  /** Of all types that are Kith's. */
  private static final String NAMESPACE = "dev.kith.avro";

  private static final int HEADER = 1 + Integer.BYTES;

  private final SchemaRegistry registry;
  private final Map<Integer, RecordReader> readers = new ConcurrentHashMap<>();
  private final Map<String, Map<Class<?>, RecordWriter>> writers = new ConcurrentHashMap<>();

  public WireFormat(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * Registers what these topics carry, so that writing to them later asks nobody. May be repeated.
   *
   * @throws IncompatibleSchema if what lies on a topic could not be read any more
   * @throws RegistryUnavailable if the registry cannot say: ask again
   */
  public void registerAll(Collection<Topic> topics) {
    for (Topic topic : topics) {
      for (Class<? extends SpecificRecord> type : topic.records()) {
        writer(topic, type);
      }
    }
  }

  /**
   * A record as the value of a record on the topic.
   *
   * @throws IllegalArgumentException if the topic does not carry such records
   * @throws RegistryUnavailable if the type was never registered, and cannot be now
   */
  public byte[] write(Topic topic, SpecificRecord record) {
    return writer(topic, record.getClass()).write(record);
  }

  /**
   * The record in a value, in our version of its type.
   *
   * @throws UnreadableRecord if these bytes never will be a record: a dead letter
   * @throws UnknownRecordType if they are one that this version does not know: stop
   * @throws RegistryUnavailable if the registry, asked for a schema not met before, cannot say: ask
   *     again
   */
  public SpecificRecord read(Topic topic, byte[] value) {
    if (value.length > topic.largestValue()) {
      throw new UnreadableRecord(
          TOO_LARGE,
          "%d bytes; %s takes at most %d"
              .formatted(value.length, topic.name(), topic.largestValue()));
    }
    int id = schemaId(value);
    RecordReader reader = readers.get(id);
    if (reader == null || !topic.records().contains(reader.type())) {
      reader = reader(topic, id);
    }
    return reader.read(value, HEADER);
  }

  /**
   * Looks at a value without decoding it, so that its partition can be halted in front of it.
   *
   * @throws UnknownRecordType as {@link #read} would
   */
  public void checkType(Topic topic, byte[] value) {
    if (value.length < HEADER || value[0] != MAGIC) {
      return;
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    RecordReader known = readers.get(id);
    if (known != null && topic.records().contains(known.type())) {
      return;
    }
    try {
      reader(topic, id);
    } catch (UnreadableRecord | RegistryUnavailable ofTheFold) {
      // a dead letter, or waited for: the fold's business
    }
  }

  private static int schemaId(byte[] value) {
    if (value.length == 0) {
      throw new UnreadableRecord(EMPTY, "no bytes");
    }
    if (value[0] != MAGIC) {
      throw new UnreadableRecord(WRONG_MAGIC_BYTE, "the first byte is " + value[0] + ", not 0");
    }
    if (value.length < HEADER) {
      throw new UnreadableRecord(TRUNCATED, "the bytes end before the schema's id");
    }
    return ByteBuffer.wrap(value).getInt(1);
  }

  private RecordReader reader(Topic topic, int id) {
    Schema written = schema(id);
    Class<? extends SpecificRecord> type =
        topic.record(written.getFullName()).orElseThrow(() -> notCarried(topic, written));
    RecordReader reader = new RecordReader(type, written);
    readers.put(id, reader);
    return reader;
  }

  /**
   * Kith's own types that this topic does not carry, and those of others, are a producer's mistake;
   * a record type of Kith's namespace that this version lacks is one of a newer version.
   */
  private static RuntimeException notCarried(Topic topic, Schema written) {
    String message = topic.name() + " carries no " + written.getFullName();
    if (written.getType() != Schema.Type.RECORD || !NAMESPACE.equals(written.getNamespace())) {
      return new UnreadableRecord(FOREIGN_TYPE, message);
    }
    return SpecificData.get().getClass(written) == null
        ? new UnknownRecordType(message)
        : new UnreadableRecord(WRONG_TOPIC, message);
  }

  private Schema schema(int id) {
    try {
      return registry.byId(id);
    } catch (UnknownSchema e) {
      throw new UnreadableRecord(UNKNOWN_SCHEMA_ID, "no schema has the id " + id, e);
    }
  }

  private RecordWriter writer(Topic topic, Class<? extends SpecificRecord> type) {
    Map<Class<?>, RecordWriter> known =
        writers.computeIfAbsent(topic.name(), name -> new ConcurrentHashMap<>());
    RecordWriter writer = known.get(type);
    if (writer == null) {
      writer = register(topic, type);
      known.put(type, writer);
    }
    return writer;
  }

  private RecordWriter register(Topic topic, Class<? extends SpecificRecord> type) {
    if (!topic.records().contains(type)) {
      throw new IllegalArgumentException(topic.name() + " does not carry " + type.getName());
    }
    int id = registry.register(topic.name() + "-" + type.getName(), contract(type));
    return new RecordWriter(type, id);
  }

  /** The schema as its .avsc says it, without what the generator notes for Java alone. */
  public static Schema contract(Class<? extends SpecificRecord> type) {
    String generated = SpecificData.get().getSchema(type).toString();
    return new Schema.Parser().parse(generated.replace(",\"avro.java.string\":\"String\"", ""));
  }
}
