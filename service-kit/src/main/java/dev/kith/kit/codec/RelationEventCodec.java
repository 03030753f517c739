package dev.kith.kit.codec;

import static dev.kith.kit.codec.EventCodec.address;
import static dev.kith.kit.codec.EventCodec.readExpected;
import static dev.kith.kit.codec.EventCodec.writeExpected;

import dev.kith.domain.Address;
import dev.kith.domain.RelationEvent;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.domain.RelationEvent.ContactPaired;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactUnpaired;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Codec of relation events. */
final class RelationEventCodec {

  private RelationEventCodec() {}

  static SpecificRecord write(RelationEvent event, String actor) {
    var expects = writeExpected(event.expects());
    return switch (event) {
      case ContactChanged changed ->
          new dev.kith.avro.ContactChanged(
              actor,
              expects,
              changed.peer().text(),
              changed.contact().orElse(null),
              changed.subscribed().orElse(null),
              changed.announced().orElse(null),
              changed.labels().map(List::copyOf).orElse(null));
      case ContactsSynced synced ->
          new dev.kith.avro.ContactsSynced(
              actor,
              synced.peers().stream().map(Address::text).toList(),
              synced.automatic(),
              synced.contact().orElse(null),
              synced.subscribed().orElse(null),
              List.copyOf(synced.labels()),
              writeExpected(synced.asOf()));
      case ContactBlocked blocked ->
          new dev.kith.avro.ContactBlocked(actor, expects, blocked.peer().text());
      case ContactUnblocked unblocked ->
          new dev.kith.avro.ContactUnblocked(actor, expects, unblocked.peer().text());
      case ContactPaired paired ->
          new dev.kith.avro.ContactPaired(actor, expects, paired.peer().text());
      case ContactUnpaired unpaired ->
          new dev.kith.avro.ContactUnpaired(actor, expects, unpaired.peer().text());
    };
  }

  static RelationEvent read(SpecificRecord record) {
    return switch (record) {
      case dev.kith.avro.ContactChanged changed ->
          new ContactChanged(
              readExpected(changed.getExpects()),
              address(changed.getPeer()),
              Optional.ofNullable(changed.getContact()),
              Optional.ofNullable(changed.getSubscribed()),
              Optional.ofNullable(changed.getAnnounced()),
              Optional.ofNullable(changed.getLabels()).map(Set::copyOf));
      case dev.kith.avro.ContactsSynced synced ->
          new ContactsSynced(
              synced.getPeers().stream().map(EventCodec::address).collect(Collectors.toSet()),
              synced.getAutomatic(),
              Optional.ofNullable(synced.getContact()),
              Optional.ofNullable(synced.getSubscribed()),
              Set.copyOf(synced.getLabels()),
              readExpected(synced.getAsOf()));
      case dev.kith.avro.ContactBlocked blocked ->
          new ContactBlocked(readExpected(blocked.getExpects()), address(blocked.getPeer()));
      case dev.kith.avro.ContactUnblocked unblocked ->
          new ContactUnblocked(readExpected(unblocked.getExpects()), address(unblocked.getPeer()));
      case dev.kith.avro.ContactPaired paired ->
          new ContactPaired(readExpected(paired.getExpects()), address(paired.getPeer()));
      case dev.kith.avro.ContactUnpaired unpaired ->
          new ContactUnpaired(readExpected(unpaired.getExpects()), address(unpaired.getPeer()));
      default ->
          throw new IllegalArgumentException(
              "Not a journal event: " + record.getSchema().getFullName());
    };
  }
}
