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
 * Codec of records in Confluent's wire format: a zero byte, the schema id in four bytes, Avro's
 * binary encoding. Subjects are named after topic and type (TopicRecordName). Thread-safe.
 */
public final class WireFormat {
  static final int MAGIC = 0;

  /** Namespace of all of Kith's types. */
  private static final String NAMESPACE = "dev.kith.avro";

  private static final int HEADER = 1 + Integer.BYTES;

  private final SchemaRegistry registry;
  private final Map<Integer, RecordReader> readers = new ConcurrentHashMap<>();
  private final Map<String, Map<Class<?>, RecordWriter>> writers = new ConcurrentHashMap<>();

  public WireFormat(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * Registers the types of these topics, so that later writes do not need the registry. May be
   * repeated.
   *
   * @throws IncompatibleSchema if existing records could not be read any more
   * @throws RegistryUnavailable if the registry gives no definite answer: retry
   */
  public void registerAll(Collection<Topic> topics) {
    for (Topic topic : topics) {
      for (Class<? extends SpecificRecord> type : topic.records()) {
        writer(topic, type);
      }
    }
  }

  /**
   * Encodes a record as a value of the topic.
   *
   * @throws IllegalArgumentException if the topic does not contain such records
   * @throws RegistryUnavailable if the type is not registered, and cannot be registered now
   */
  public byte[] write(Topic topic, SpecificRecord record) {
    return writer(topic, record.getClass()).write(record);
  }

  /**
   * Decodes a value into this version of its record type.
   *
   * @throws UnreadableRecord if the bytes never will be a record: dead letter
   * @throws UnknownRecordType if this version does not know the record: stop
   * @throws RegistryUnavailable if the schema is not cached and the registry gives no definite
   *     answer: retry
   */
  public SpecificRecord read(Topic topic, byte[] value) {
    if (value.length > topic.largestValue()) {
      throw new UnreadableRecord(
          TOO_LARGE,
          "The value has %d bytes; %s takes at most %d"
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
   * Checks the type of a value without decoding it, so that its partition can be halted in front of
   * it.
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
      // a dead letter or a wait: the reader handles both
    }
  }

  private static int schemaId(byte[] value) {
    if (value.length == 0) {
      throw new UnreadableRecord(EMPTY, "The value is empty");
    }
    if (value[0] != MAGIC) {
      throw new UnreadableRecord(WRONG_MAGIC_BYTE, "The first byte is " + value[0] + ", not 0");
    }
    if (value.length < HEADER) {
      throw new UnreadableRecord(TRUNCATED, "The bytes end before the schema's id");
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
   * A Kith type that this topic does not contain, and a type outside Kith's namespace, are a
   * producer's mistake. An unknown record type in Kith's namespace is from a newer version.
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
      throw new UnreadableRecord(UNKNOWN_SCHEMA_ID, "No schema has the id " + id, e);
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

  /** Schema as in its .avsc file, without the generator's annotations for Java. */
  public static Schema contract(Class<? extends SpecificRecord> type) {
    String generated = SpecificData.get().getSchema(type).toString();
    return new Schema.Parser().parse(generated.replace(",\"avro.java.string\":\"String\"", ""));
  }
}
