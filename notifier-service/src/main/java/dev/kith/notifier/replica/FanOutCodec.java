package dev.kith.notifier.replica;

import dev.kith.avro.PairHalf;
import dev.kith.avro.PresenceCause;
import dev.kith.avro.SubjectContent;
import dev.kith.domain.Address;
import dev.kith.domain.Presence;
import dev.kith.domain.replica.Content;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.FanOutRecord.FollowerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;
import dev.kith.domain.replica.FanOutRecord.PresenceChanged;
import dev.kith.domain.replica.FanOutRecord.SubjectChanged;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import dev.kith.kit.codec.HalfEdgeCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Codec of the records of the fan-out. */
public final class FanOutCodec {

  private FanOutCodec() {}

  /** Encodes a record. */
  public static SpecificRecord write(FanOutRecord record) {
    return switch (record) {
      case SubjectChanged changed ->
          new dev.kith.avro.SubjectChanged(changed.half(), ContentCodec.write(changed.changed()));
      case OwnerHalfChanged changed ->
          new dev.kith.avro.OwnerHalfChanged(
              changed.half(),
              changed.before(),
              changed.need(),
              write(changed.owners()),
              write(changed.content()));
      case FollowerHalfChanged changed ->
          new dev.kith.avro.FollowerHalfChanged(
              changed.half(),
              changed.need(),
              changed.user().text(),
              ContentCodec.write(changed.pair().owner()),
              writeHalf(changed.pair().follower()),
              write(changed.content()));
      case PresenceChanged changed ->
          new dev.kith.avro.PresenceChanged(
              changed.half(),
              changed.need(),
              changed.presence().online(),
              changed.presence().lastSeen(),
              changed.exact(),
              PresenceCause.valueOf(changed.cause().name()));
    };
  }

  /** Decodes a record. */
  public static FanOutRecord read(SpecificRecord record) {
    return switch (record) {
      case dev.kith.avro.SubjectChanged changed ->
          new SubjectChanged(changed.getHalf(), ContentCodec.read(changed.getContent()));
      case dev.kith.avro.OwnerHalfChanged changed ->
          new OwnerHalfChanged(
              changed.getHalf(),
              changed.getBefore(),
              changed.getNeed(),
              read(changed.getOwners()),
              read(changed.getContent()));
      case dev.kith.avro.FollowerHalfChanged changed ->
          new FollowerHalfChanged(
              changed.getHalf(),
              changed.getNeed(),
              new Address(changed.getUser()),
              new Pair(
                  ContentCodec.read(changed.getOwner()), ContentCodec.read(changed.getFollower())),
              read(changed.getContent()));
      case dev.kith.avro.PresenceChanged changed ->
          new PresenceChanged(
              changed.getHalf(),
              changed.getNeed(),
              new Presence(changed.getOnline(), changed.getLastSeen()),
              changed.getExact(),
              PresenceChanged.Cause.valueOf(changed.getCause().name()));
      default -> throw new IllegalArgumentException("Not a record of the fan-out: " + record);
    };
  }

  private static @Nullable SubjectContent write(Optional<Content> content) {
    return content.map(ContentCodec::write).orElse(null);
  }

  private static Optional<Content> read(@Nullable SubjectContent content) {
    return Optional.ofNullable(content).map(ContentCodec::read);
  }

  private static Map<String, PairHalf> write(Map<Address, Half> owners) {
    var written = new HashMap<String, PairHalf>();
    owners.forEach((user, half) -> written.put(user.text(), writeHalf(half)));
    return written;
  }

  private static Map<Address, Half> read(Map<String, PairHalf> owners) {
    var read = new HashMap<Address, Half>();
    owners.forEach((user, half) -> read.put(new Address(user), ContentCodec.read(half)));
    return read;
  }

  private static PairHalf writeHalf(Half half) {
    return new PairHalf(HalfEdgeCodec.write(half.edge()), half.since());
  }
}
