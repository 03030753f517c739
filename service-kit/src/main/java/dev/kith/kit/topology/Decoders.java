package dev.kith.kit.topology;

import dev.kith.avro.ContactMirror;
import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.schemas.Keys;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * From a record's key, headers and Avro value to what a fold takes. All throw
 * IllegalArgumentException on values that cannot be.
 */
public final class Decoders {

  /** Header with the CloudEvents id. */
  public static final String EVENT_ID = "ce_id";

  /** Header with the CloudEvents source, and how those of Kith's own services begin. */
  private static final String EVENT_SOURCE = "ce_source";

  private static final String KITH = "/kith/";

  private Decoders() {}

  /** Whether a service of Kith wrote the record. */
  static boolean isOfKith(Headers headers) {
    var source = headers.lastHeader(EVENT_SOURCE);
    return source != null
        && source.value() != null
        && new String(source.value(), StandardCharsets.UTF_8).startsWith(KITH);
  }

  /** How one topic's records are turned into values. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(byte[] key, Headers headers, SpecificRecord value, Position at);
  }

  public static JournalRecord journal(
      byte[] key, Headers headers, SpecificRecord value, Position at) {
    var owner = new Address(new String(key, StandardCharsets.UTF_8));
    var event = EventCodec.read(value);
    if (event instanceof RelationEvent relation && relation.peers().contains(owner)) {
      throw new IllegalArgumentException("An owner has no relation to itself");
    }
    var header = headers.lastHeader(EVENT_ID);
    var id =
        header == null || header.value() == null
            ? ""
            : new String(header.value(), StandardCharsets.UTF_8);
    return new JournalRecord(at, owner, id, Limits.actor(EventCodec.actor(value)), event);
  }

  /**
   * The key of a mirror is {@code peer|owner}, seen from whoever wrote it; here the peer is at
   * home, so it is called the owner.
   */
  public static MirrorRecord mirror(
      byte[] key, Headers headers, SpecificRecord value, Position at) {
    var mirror = (ContactMirror) value;
    return new MirrorRecord(
        new Address(Keys.first(key)),
        new Address(Keys.second(key)),
        HalfEdgeCodec.readMirror(mirror));
  }
}
