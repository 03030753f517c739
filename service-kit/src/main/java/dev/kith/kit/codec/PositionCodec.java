package dev.kith.kit.codec;

import dev.kith.domain.Position;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codec of positions. */
public final class PositionCodec {

  private PositionCodec() {}

  public static dev.kith.avro.Position write(Position position) {
    return new dev.kith.avro.Position(position.partition(), position.offset());
  }

  public static Position read(dev.kith.avro.Position position) {
    return new Position(position.getPartition(), position.getOffset());
  }

  static Optional<Position> readOptional(dev.kith.avro.@Nullable Position position) {
    return Optional.ofNullable(position).map(PositionCodec::read);
  }
}
