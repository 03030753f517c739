package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;

/** Chromaticities of white, red, green and blue, as x and y of each. */
final class Primaries {

  static final Primaries SRGB = new Primaries(0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06);

  private static final double NEAR = 0.002;

  /** Bradford's matrix to the responses of the eye's cones. */
  private static final double[][] CONES = {
    {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
  };

  private final double[] xy;

  Primaries(double... xy) {
    this.xy = xy.clone();
  }

  /** Reads cHRM, in units of 1/100,000. */
  static Primaries of(ByteBuffer data) {
    var xy = new double[SRGB.xy.length];
    for (var at = 0; at < xy.length; at++) {
      xy[at] = data.getInt(4 * at) / 100_000.0;
    }
    return new Primaries(xy);
  }

  /** Whether the values are usable for colour calculations. */
  boolean areSensible() {
    for (var at = 0; at < xy.length; at++) {
      var least = at % 2 == 0 ? -1 : 0.001;
      if (!(xy[at] > least && xy[at] < 2)) {
        return false;
      }
    }
    return true;
  }

  boolean areNear(Primaries other) {
    for (var at = 0; at < xy.length; at++) {
      if (Math.abs(xy[at] - other.xy[at]) > NEAR) {
        return false;
      }
    }
    return true;
  }

  /** XYZ of red, green and blue, such that together they are {@code white}. */
  double[][] adaptedTo(double[] white) {
    var own = xyz(0, 1);
    var primaries = new double[][] {xyz(1, 1), xyz(2, 1), xyz(3, 1)};
    var amounts = solved(transposed(primaries), own);
    var columns = new double[3][];
    for (var colour = 0; colour < 3; colour++) {
      columns[colour] = adapted(xyz(colour + 1, amounts[colour]), own, white);
    }
    return columns;
  }

  private double[] xyz(int index, double luminance) {
    var x = xy[2 * index];
    var y = xy[2 * index + 1];
    return new double[] {luminance * x / y, luminance, luminance * (1 - x - y) / y};
  }

  private static double[] adapted(double[] color, double[] from, double[] to) {
    var response = product(CONES, color);
    var source = product(CONES, from);
    var target = product(CONES, to);
    for (var cone = 0; cone < 3; cone++) {
      response[cone] *= target[cone] / source[cone];
    }
    return solved(CONES, response);
  }

  private static double[] product(double[][] matrix, double[] vector) {
    var result = new double[3];
    for (var row = 0; row < 3; row++) {
      for (var column = 0; column < 3; column++) {
        result[row] += matrix[row][column] * vector[column];
      }
    }
    return result;
  }

  private static double[][] transposed(double[][] matrix) {
    var result = new double[3][3];
    for (var row = 0; row < 3; row++) {
      for (var column = 0; column < 3; column++) {
        result[row][column] = matrix[column][row];
      }
    }
    return result;
  }

  /** Cramer's rule. */
  private static double[] solved(double[][] matrix, double[] right) {
    var columns = transposed(matrix);
    var whole = determinant(columns);
    var result = new double[3];
    for (var column = 0; column < 3; column++) {
      var replaced = columns.clone();
      replaced[column] = right;
      result[column] = determinant(replaced) / whole;
    }
    return result;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }
}
