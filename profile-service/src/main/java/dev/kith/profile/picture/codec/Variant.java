package dev.kith.profile.picture.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sizes in which a picture is kept. */
public enum Variant {
  /** As it was sent in. */
  WHOLE(Integer.MAX_VALUE),
  LARGE(640),
  MEDIUM(256),
  SMALL(64);

  private final int side;

  Variant(int side) {
    this.side = side;
  }

  /** Those that are scaled down, the largest first. */
  static final List<Variant> THUMBNAILS = List.of(LARGE, MEDIUM, SMALL);

  /** Pixels of its longest side at most. */
  int side() {
    return side;
  }

  /** The thumbnail of this size, as in {@code ?size=}. */
  public static Optional<Variant> sized(String size) {
    return Arrays.stream(values())
        .filter(variant -> variant != WHOLE && size.equals(String.valueOf(variant.side)))
        .findFirst();
  }

  /** This one, or the whole if that is no larger: nothing is ever scaled up. */
  public Variant of(int width, int height) {
    return Math.max(width, height) <= side ? WHOLE : this;
  }

  @Override
  public String toString() {
    return this == WHOLE ? "whole" : String.valueOf(side);
  }
}
