package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Colour space given by the exponent of the encoding and the chromaticities of white and the
 * primaries.
 *
 * @param exponent exponent of decoding: light is the sample to this power
 */
record Calibration(double exponent, Primaries primaries) {

  private static final double UNIT = 100_000;
  private static final double USUAL = 2.2;
  private static final double TOLERANCE = 0.05;
  private static final int GAMMA_BYTES = 4;
  private static final int PRIMARIES_BYTES = 32;

  /** Reads gAMA and cHRM; empty if they mean sRGB or are invalid. */
  static Optional<Calibration> of(ByteBuffer gamma, ByteBuffer primaries) {
    var calibration =
        new Calibration(
            gamma.limit() == GAMMA_BYTES ? UNIT / gamma.getInt(0) : USUAL,
            primaries.limit() == PRIMARIES_BYTES ? Primaries.of(primaries) : Primaries.SRGB);
    return calibration.isSensible() && !calibration.isSrgb()
        ? Optional.of(calibration)
        : Optional.empty();
  }

  ByteBuffer profile(boolean grey) {
    // an exponent near the usual one means sRGB's curve
    return new ProfileWriter(primaries, isUsual() ? Curve.SRGB : Curve.power(exponent)).write(grey);
  }

  private boolean isUsual() {
    return Math.abs(exponent / USUAL - 1) < TOLERANCE;
  }

  private boolean isSensible() {
    return exponent > 0.1 && exponent < 10 && primaries.areSensible();
  }

  private boolean isSrgb() {
    return isUsual() && primaries.areNear(Primaries.SRGB);
  }
}
