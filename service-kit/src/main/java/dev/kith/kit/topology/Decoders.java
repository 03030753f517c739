package dev.kith.kit.topology;

import dev.kith.domain.Address;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent;
import dev.kith.kit.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Decoders of a record's key, headers and Avro value into the input of a fold. All throw
 * IllegalArgumentException for invalid values.
 */
public final class Decoders {

  /** Header with the CloudEvents id. */
  public static final String EVENT_ID = "ce_id";

  /** Header with the CloudEvents source, and the prefix of the sources of Kith's services. */
  private static final String EVENT_SOURCE = "ce_source";

  private static final String KITH = "/kith/";

  private Decoders() {}

  /** Whether a service of Kith wrote the record. */
  static boolean isOfKith(Headers headers) {
    return source(headers).startsWith(KITH);
  }

  /** CloudEvents source of a record, such as {@code /kith/profile-service}; empty if none. */
  static String source(Headers headers) {
    return text(headers, EVENT_SOURCE);
  }

  /** Text of a header; empty if the record has none. */
  static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** CloudEvents source of the records of a service. */
  public static String sourceOf(String service) {
    return KITH + service;
  }

  /** Decoder of one topic's records. */
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
    return new JournalRecord(
        at, owner, text(headers, EVENT_ID), Limits.actor(EventCodec.actor(value)), event);
  }
}
