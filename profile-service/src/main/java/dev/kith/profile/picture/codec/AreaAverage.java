package dev.kith.profile.picture.codec;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Area-averaging scaler: each target pixel is the mean of the source pixels that it covers,
 * weighted by covered area and opacity.
 */
final class AreaAverage {

  private static final int ALPHA = 3;
  private static final float OPAQUE = 255;

  private final int width;
  private final int bands;
  private final Shares columns;
  private final Shares rows;
  private final float[] sums;

  private AreaAverage(Raster from, Raster to) {
    this.width = to.getWidth();
    this.bands = to.getNumBands();
    this.columns = Shares.of(from.getWidth(), to.getWidth());
    this.rows = Shares.of(from.getHeight(), to.getHeight());
    // one more row and column for the last shares, which are zero
    this.sums = new float[(to.getHeight() + 1) * lineLength()];
  }

  /** Scales rasters with 8 bits per sample: grey, RGB or RGBA. */
  static void scale(Raster from, WritableRaster to) {
    var average = new AreaAverage(from, to);
    var pixels = new int[from.getWidth() * average.bands];
    for (var y = 0; y < from.getHeight(); y++) {
      average.add(y, from.getPixels(0, y, from.getWidth(), 1, pixels));
    }
    for (var y = 0; y < to.getHeight(); y++) {
      to.setPixels(0, y, to.getWidth(), 1, average.line(y));
    }
  }

  /**
   * Distribution of a row's or column's pixels: for each its first target pixel and the share that
   * goes there; the rest goes to the next target pixel.
   */
  private static final class Shares {
    final int[] target;
    final float[] share;

    Shares(int[] target, float[] share) {
      this.target = target;
      this.share = share;
    }

    static Shares of(int from, int to) {
      var target = new int[from];
      var share = new float[from];
      for (var at = 0; at < from; at++) {
        target[at] = (int) ((long) at * to / from);
        // in units of a pixel's length; integers as long as possible
        var end = (long) (target[at] + 1) * from - (long) at * to;
        share[at] = Math.min(1, (float) end / to);
      }
      return new Shares(target, share);
    }
  }

  private int lineLength() {
    return (width + 1) * bands;
  }

  private void add(int y, int[] pixels) {
    if (bands > ALPHA) {
      multiplyByAlpha(pixels);
    }
    var line = new float[lineLength()];
    for (var x = 0; x < columns.target.length; x++) {
      var at = columns.target[x] * bands;
      var share = columns.share[x];
      for (var band = 0; band < bands; band++) {
        var sample = pixels[x * bands + band];
        line[at + band] += sample * share;
        line[at + bands + band] += sample * (1 - share);
      }
    }
    var at = rows.target[y] * line.length;
    var share = rows.share[y];
    for (var sample = 0; sample < line.length; sample++) {
      sums[at + sample] += line[sample] * share;
      sums[at + line.length + sample] += line[sample] * (1 - share);
    }
  }

  private static void multiplyByAlpha(int[] pixels) {
    for (var at = 0; at < pixels.length; at += ALPHA + 1) {
      var alpha = pixels[at + ALPHA];
      pixels[at] *= alpha;
      pixels[at + 1] *= alpha;
      pixels[at + 2] *= alpha;
    }
  }

  private int[] line(int y) {
    var area =
        (float) columns.target.length
            / width
            * rows.target.length
            / (sums.length / lineLength() - 1);
    var pixels = new int[width * bands];
    for (var at = 0; at < pixels.length; at++) {
      pixels[at] = Math.round(sums[y * lineLength() + at] / area);
    }
    if (bands > ALPHA) {
      divideByAlpha(y, pixels);
    }
    return pixels;
  }

  private void divideByAlpha(int y, int[] pixels) {
    for (var at = 0; at < pixels.length; at += ALPHA + 1) {
      var alpha = sums[y * lineLength() + at + ALPHA];
      for (var band = 0; band < ALPHA; band++) {
        var sum = sums[y * lineLength() + at + band];
        pixels[at + band] = alpha > 0 ? Math.round(Math.min(sum / alpha, OPAQUE)) : 0;
      }
    }
  }
}
