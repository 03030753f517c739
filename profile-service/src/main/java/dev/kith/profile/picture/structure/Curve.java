package dev.kith.profile.picture.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.function.DoubleUnaryOperator;

/** Transfer curve from samples to light, as an ICC curve of 1,024 points. */
record Curve(DoubleUnaryOperator light) {

  private static final int POINTS = 1024;
  private static final int HEADER = 12;

  static final Curve SRGB =
      new Curve(
          sample -> sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4));

  static Curve power(double exponent) {
    return new Curve(sample -> Math.pow(sample, exponent));
  }

  /** Encodes the curve as curveType (ICC.1, 10.6). */
  byte[] written() {
    var curve = ByteBuffer.allocate(HEADER + 2 * POINTS);
    curve.put("curv\0\0\0\0".getBytes(US_ASCII)).putInt(POINTS);
    for (var point = 0; point < POINTS; point++) {
      var value = light.applyAsDouble(point / (POINTS - 1.0));
      curve.putShort((short) Math.round(Math.clamp(value, 0, 1) * 0xffff));
    }
    return curve.array();
  }
}
