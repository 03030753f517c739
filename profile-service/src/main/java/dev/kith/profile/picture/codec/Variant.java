package dev.kith.profile.picture.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Stored sizes of a picture. */
public enum Variant {
  /** The size of the upload. */
  WHOLE(Integer.MAX_VALUE),
  LARGE(640),
  MEDIUM(256),
  SMALL(64);

  private final int side;

  Variant(int side) {
    this.side = side;
  }

  /** All thumbnails, the largest first. */
  static final List<Variant> THUMBNAILS = List.of(LARGE, MEDIUM, SMALL);

  /** Maximum pixels of the longest side. */
  int side() {
    return side;
  }

  /** The thumbnail of this size, as in {@code ?size=}. */
  public static Optional<Variant> sized(String size) {
    return Arrays.stream(values())
        .filter(variant -> variant != WHOLE && size.equals(String.valueOf(variant.side)))
        .findFirst();
  }

  /** This variant, or the full picture if that is not larger: pictures are never scaled up. */
  public Variant of(int width, int height) {
    return Math.max(width, height) <= side ? WHOLE : this;
  }

  @Override
  public String toString() {
    return this == WHOLE ? "whole" : String.valueOf(side);
  }
}
