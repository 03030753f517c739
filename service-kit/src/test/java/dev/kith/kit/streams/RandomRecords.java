package dev.kith.kit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ChangeMode;
import dev.kith.avro.Choice;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.ContactMirror;
import dev.kith.avro.HalfEdge;
import dev.kith.avro.Message;
import dev.kith.avro.MirrorGroup;
import dev.kith.avro.Position;
import dev.kith.avro.PrivacyChanged;
import dev.kith.avro.ProfileChanged;
import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Placement;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericArray;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;

/**
 * Random records of all types and sizes that a producer may write: most are small and valid, some
 * are as large as a broker accepts, some are at the limits, some are broken.
 */
public final class RandomRecords {

  /** Size that a broker accepts by default, less the overhead of a record. */
  private static final int LARGEST = 1_048_000;

  private static final List<String> ADDRESSES =
      IntStream.range(0, 12)
          .mapToObj(number -> number % 4 == 3 ? "group:g" + number : "u" + number)
          .toList();

  private final Random random;
  private final WireFormat wire;
  private int left;

  public RandomRecords(long seed, WireFormat wire) {
    this.random = new Random(seed);
    this.wire = wire;
  }

  /** Next record of a topic. */
  public KeyValue<byte[], byte[]> next(Topic topic) {
    var kind = random.nextInt(1_000);
    if (kind < 5) {
      return KeyValue.pair(key(topic), bytes(LARGEST));
    }
    if (kind < 10) {
      return KeyValue.pair(kind % 2 == 0 ? null : bytes(300), kind % 3 == 0 ? null : bytes(40));
    }
    if (kind < 20) {
      return broken(topic);
    }
    left = kind < 27 ? random.nextInt(LARGEST) : 0;
    var record = kind < 40 ? atTheLimit(topic) : record(topic);
    var key = random.nextInt(50) == 0 ? key(topic) : keyOf(topic, record);
    return KeyValue.pair(key, wire.write(topic, record));
  }

  private KeyValue<byte[], byte[]> broken(Topic topic) {
    var value = wire.write(topic, record(topic));
    if (random.nextBoolean()) {
      value[random.nextInt(value.length - 5) + 5] ^= (byte) (1 << random.nextInt(8));
    } else {
      value = Arrays.copyOf(value, random.nextInt(value.length));
    }
    return KeyValue.pair(key(topic), value);
  }

  private SpecificRecord record(Topic topic) {
    var types = topic.records().stream().sorted(Comparator.comparing(Class::getName)).toList();
    var schema = SpecificData.get().getSchema(types.get(random.nextInt(types.size())));
    return (SpecificRecord) value(schema, "");
  }

  /** Record that reaches all limits at once; for other topics, of any size. */
  private SpecificRecord atTheLimit(Topic topic) {
    if (topic.equals(Topics.MESSAGES)) {
      var payload = new byte[topic.largestValue() - 1_000];
      return new Message("m", user(), address(), null, Instant.EPOCH, ByteBuffer.wrap(payload));
    }
    if (topic.equals(Topics.CONTACT_MIRRORS)) {
      return largestMirror();
    }
    if (!topic.equals(Topics.JOURNAL)) {
      left = LARGEST / 2;
      return record(topic);
    }
    return switch (random.nextInt(3)) {
      case 0 ->
          new ProfileChanged(
              "actor",
              null,
              ChangeMode.MERGE,
              face(Limits.NAME),
              face(Limits.STATUS),
              Map.of("a", face(1_020), "b", face(1_020), "c", face(1_020), "d", face(1_000)),
              List.of());
      case 1 -> new PrivacyChanged("actor", null, largestRules());
      default -> new ContactChanged("actor", null, address(), true, true, true, largestLabels());
    };
  }

  /** Half-edges to as many peers as there may be, with labels up to the size of the topic. */
  private ContactMirror largestMirror() {
    var groups = new ArrayList<MirrorGroup>();
    for (var group = 0; group < Limits.PEERS / 2; group++) {
      var half =
          new HalfEdge(
              new Position(0, (long) group),
              true,
              Choice.YES,
              random.nextBoolean(),
              random.nextBoolean(),
              false,
              largestLabels());
      groups.add(
          new MirrorGroup(
              half, List.of("p".repeat(124) + group + "a", "p".repeat(124) + group + "b")));
    }
    return new ContactMirror(user(), Instant.EPOCH, groups);
  }

  private static List<String> largestLabels() {
    return IntStream.range(0, Limits.LABELS)
        .mapToObj(number -> "l".repeat(62) + number % 10 + number / 10)
        .toList();
  }

  private Map<String, List<String>> largestRules() {
    var rules = new HashMap<String, List<String>>();
    for (var field = 0; field < 10; field++) {
      var list = new ArrayList<String>();
      for (var rule = 0; rule < 100; rule++) {
        list.add("allow user:" + "x".repeat(124) + field + rule % 10 + rule / 10);
      }
      rules.put("attributes." + "k".repeat(62) + field, list);
    }
    return rules;
  }

  private Object value(Schema schema, String name) {
    return switch (schema.getType()) {
      case RECORD -> structure(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())), name);
      case ARRAY -> array(schema, name);
      case MAP -> map(schema, name);
      case ENUM ->
          SpecificData.get()
              .createEnum(
                  schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())),
                  schema);
      case STRING -> text(name);
      case BYTES -> ByteBuffer.wrap(bytes(left > 0 && random.nextBoolean() ? taken() : 20));
      case INT -> number();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? Instant.ofEpochMilli(number() * 1_000L)
              : (long) number();
      case DOUBLE -> random.nextInt(20) == 0 ? Double.NaN : random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> JsonProperties.NULL_VALUE;
      default -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private int number() {
    return switch (random.nextInt(20)) {
      case 0 -> Integer.MAX_VALUE;
      case 1 -> Integer.MIN_VALUE;
      case 2 -> -1;
      default -> random.nextInt(9);
    };
  }

  private SpecificRecord structure(Schema schema) {
    var record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (var field : schema.getFields()) {
      var chosen = value(field.schema(), field.name());
      record.put(field.pos(), chosen instanceof JsonProperties.Null ? null : chosen);
    }
    return record;
  }

  private GenericArray<Object> array(Schema schema, String name) {
    var count = left > 0 && random.nextInt(3) == 0 ? taken() / 40 : random.nextInt(4);
    var array = new GenericData.Array<Object>(count, schema);
    for (var index = 0; index < count; index++) {
      array.add(value(schema.getElementType(), name));
    }
    return array;
  }

  private Map<String, Object> map(Schema schema, String name) {
    var map = new HashMap<String, Object>();
    var count = left > 0 && random.nextInt(3) == 0 ? taken() / 40 : random.nextInt(4);
    for (var index = 0; index < count; index++) {
      map.put(mapKey(name, index), value(schema.getValueType(), name));
    }
    return map;
  }

  private String mapKey(String name, int index) {
    if (!name.equals("rules") && !name.equals("privacy")) {
      return "key" + index;
    }
    return switch (random.nextInt(6)) {
      case 0 -> "name";
      case 1 -> "status";
      case 2 -> "discovery";
      case 3 -> "presence";
      default -> "attributes.key" + index;
    };
  }

  private String text(String name) {
    if (left > 0 && random.nextInt(4) == 0) {
      return random.nextBoolean() ? face(taken() / 4) : "x".repeat(taken());
    }
    return switch (name) {
      case "sender" -> user();
      case "peer", "peers", "recipient", "owner", "address", "subscriber", "subject", "stop" ->
          address();
      case "group" -> "group:g3";
      case "labels" -> "label" + random.nextInt(40);
      case "rules", "privacy" -> random.nextBoolean() ? "allow everyone" : "deny user:" + address();
      case "removed" -> "attributes.key" + random.nextInt(4);
      case "node" -> "node" + random.nextInt(3);
      case "sha256" -> "ab".repeat(32);
      case "mediaType" -> "image/png";
      default -> "t" + random.nextInt(9);
    };
  }

  /** Random part of the remaining bytes. */
  private int taken() {
    var some = random.nextInt(left) + 1;
    left -= some;
    return some;
  }

  private byte[] bytes(int most) {
    var bytes = new byte[random.nextInt(most) + 1];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String face(int characters) {
    return "\uD83D\uDE00".repeat(characters);
  }

  private String address() {
    return ADDRESSES.get(random.nextInt(ADDRESSES.size()));
  }

  private String user() {
    return ADDRESSES.get(random.nextInt(3));
  }

  private byte[] key(Topic topic) {
    return topic.placement().equals(Optional.of(Placement.FIRST_PART))
        ? Keys.join(address(), address())
        : address().getBytes(UTF_8);
  }

  /** Key that a producer would set. */
  private byte[] keyOf(Topic topic, SpecificRecord record) {
    var first = List.of("peer", "subscriber", "sender", "stop", "address");
    if (topic.equals(Topics.JOURNAL) || topic.records().isEmpty()) {
      return key(topic);
    }
    if (record instanceof ContactMirror mirror) {
      return keyOf(mirror);
    }
    for (var name : first) {
      var field = record.getSchema().getField(name);
      if (field != null && record.get(field.pos()) instanceof String text && text.length() < 129) {
        return topic.placement().equals(Optional.of(Placement.FIRST_PART))
            ? Keys.join(text, address())
            : text.getBytes(UTF_8);
      }
    }
    return key(topic);
  }

  private byte[] keyOf(ContactMirror mirror) {
    try {
      return MirrorCodec.key(new Address(mirror.getOwner()), MirrorCodec.read(mirror));
    } catch (IllegalArgumentException invalid) {
      return key(Topics.CONTACT_MIRRORS);
    }
  }
}
