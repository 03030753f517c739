package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Colour space given by ITU-T H.273 code points, as in cICP: those of displays, without HDR. */
record CodedColours(Primaries primaries, Curve curve) {

  private static final Map<Integer, Primaries> PRIMARIES =
      Map.of(
          1, Primaries.SRGB,
          9, new Primaries(0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
          12, new Primaries(0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060));

  private static final Map<Integer, Curve> CURVES =
      Map.of(
          1, Curve.power(2.4),
          4, Curve.power(2.2),
          8, Curve.power(1),
          13, Curve.SRGB);

  /** Empty if a code is unknown or the samples are not full-range RGB. */
  static Optional<CodedColours> of(ByteBuffer data) {
    if (data.limit() != 4 || data.get(2) != 0 || data.get(3) != 1) {
      return Optional.empty();
    }
    var primaries = PRIMARIES.get((int) data.get(0));
    var curve = CURVES.get((int) data.get(1));
    return primaries == null || curve == null
        ? Optional.empty()
        : Optional.of(new CodedColours(primaries, curve));
  }

  /** Empty for sRGB. */
  ByteBuffer profile(boolean grey) {
    return primaries.equals(Primaries.SRGB) && curve.equals(Curve.SRGB)
        ? Structure.NOTHING
        : new ProfileWriter(primaries, curve).write(grey);
  }
}
