package dev.kith.profile.picture.codec;

import dev.kith.domain.Picture;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Response of a decoder process. */
public sealed interface DecodeResult {

  /** The files are written. */
  record Decoded(Picture picture, Set<Variant> variants) implements DecodeResult {}

  /**
   * The file cannot be decoded.
   *
   * @param cause for the log
   */
  record Failed(String cause) implements DecodeResult {}

  int MAX_CAUSE_LENGTH = 200;

  static DecodeResult failed(Throwable failure) {
    var cause = failure.toString();
    return new Failed(cause.substring(0, Math.min(cause.length(), MAX_CAUSE_LENGTH)));
  }

  default void write(DataOutput output) throws IOException {
    switch (this) {
      case Decoded(var picture, var variants) -> {
        output.writeBoolean(true);
        output.writeUTF(picture.sha256());
        output.writeUTF(picture.mediaType());
        output.writeInt(picture.width());
        output.writeInt(picture.height());
        output.writeInt(variants.size());
        for (var variant : variants) {
          output.writeUTF(variant.name());
        }
      }
      case Failed(var cause) -> {
        output.writeBoolean(false);
        output.writeUTF(cause);
      }
    }
  }

  static DecodeResult read(DataInput input) throws IOException {
    if (!input.readBoolean()) {
      return new Failed(input.readUTF());
    }
    var picture = new Picture(input.readUTF(), input.readUTF(), input.readInt(), input.readInt());
    Set<Variant> variants = EnumSet.noneOf(Variant.class);
    for (var count = input.readInt(); count > 0; count--) {
      variants.add(Variant.valueOf(input.readUTF()));
    }
    return new Decoded(picture, variants);
  }
}
