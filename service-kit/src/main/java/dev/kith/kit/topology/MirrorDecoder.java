package dev.kith.kit.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ContactMirror;
import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.codec.MirrorCodec;
import dev.kith.schemas.Topics;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Decoder of mirrors. The writer's peers are at home in this partition, so they are called owners
 * here, and the writer's owner is their peer.
 *
 * @param partitions number of partitions of the topic
 */
public record MirrorDecoder(int partitions) implements Decoders.Decoder<MirrorRecord> {

  @Override
  public MirrorRecord decode(byte[] key, Headers headers, SpecificRecord value, Position at) {
    var mirror = (ContactMirror) value;
    var peer = new Address(mirror.getOwner());
    var mirrors = MirrorCodec.read(mirror);
    if (!Arrays.equals(key, MirrorCodec.key(peer, mirrors))) {
      throw new IllegalArgumentException("The key is not the one of these half-edges");
    }
    mirrors.keySet().forEach(owner -> checkPlacement(owner, at.partition()));
    return new MirrorRecord(peer, mirrors, Optional.ofNullable(mirror.getChangedAt()));
  }

  private void checkPlacement(Address owner, int partition) {
    var belongs = Topics.CONTACT_MIRRORS.partition(owner.text().getBytes(UTF_8), partitions);
    if (belongs != partition) {
      throw new IllegalArgumentException(
          "Wrong partition: one of the half-edges belongs to %d".formatted(belongs));
    }
  }
}
