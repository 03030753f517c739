package dev.kith.contactgraph.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ContactsMatched;
import dev.kith.avro.MatchesRequested;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** Messages of {@code kith.contact-matches}: which peers the owner of a sync may find. */
public sealed interface ContactMatching {

  /** The request, read in the peers' partition. */
  record Asked(Address owner, String syncId, List<Address> peers) implements ContactMatching {}

  /** The response, read in the owner's partition. */
  record Answered(Address owner, String syncId, int found) implements ContactMatching {}

  /** Decoder of the topic. */
  static ContactMatching read(byte[] key, Headers headers, SpecificRecord value, Position at) {
    return switch (value) {
      case MatchesRequested asked ->
          new Asked(
              new Address(asked.getOwner()),
              RequestCodec.id(asked.getRequestId()),
              RequestCodec.addresses(asked.getPeers()));
      case ContactsMatched answered ->
          new Answered(
              new Address(new String(key, UTF_8)),
              RequestCodec.id(answered.getRequestId()),
              answered.getFound());
      default ->
          throw new IllegalArgumentException(
              "Not a record of kith.contact-matches: " + value.getSchema().getFullName());
    };
  }
}
