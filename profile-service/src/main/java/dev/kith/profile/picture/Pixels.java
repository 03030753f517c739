package dev.kith.profile.picture;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** Pixels in the few layouts that every encoder here takes. */
final class Pixels {

  private Pixels() {}

  /** Whether any pixel lets something through; an alpha channel alone does not mean that. */
  static boolean areTranslucent(BufferedImage image) {
    var model = image.getColorModel();
    if (!model.hasAlpha()) {
      return false;
    }
    var opaque = model instanceof IndexColorModel ? 255 : 255 << (alphaBits(image) - 8);
    var row = new int[image.getWidth()];
    for (var y = 0; y < image.getHeight(); y++) {
      for (var alpha : alphas(image, y, row)) {
        if (alpha < opaque) {
          return true;
        }
      }
    }
    return false;
  }

  private static int alphaBits(BufferedImage image) {
    return image.getColorModel().getComponentSize(image.getColorModel().getNumComponents() - 1);
  }

  private static int[] alphas(BufferedImage image, int y, int[] row) {
    var raster = image.getAlphaRaster();
    if (raster != null) {
      return raster.getSamples(0, y, row.length, 1, 0, row);
    }
    image.getRGB(0, y, row.length, 1, row, 0, row.length);
    for (var x = 0; x < row.length; x++) {
      row[x] >>>= 24;
    }
    return row;
  }

  /** As bytes of grey, or of three or four colours in sRGB; {@code image} itself if it is that. */
  static BufferedImage normalized(BufferedImage image, boolean translucent) {
    var type = translucent ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
    if (image.getType() == type || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return image;
    }
    var normalized = new BufferedImage(image.getWidth(), image.getHeight(), type);
    if (isGrey(image)) {
      copyGrey(image, normalized);
      return normalized;
    }
    var graphics = normalized.createGraphics();
    if (!translucent) {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return normalized;
  }

  private static boolean isGrey(BufferedImage image) {
    var model = image.getColorModel();
    return !(model instanceof IndexColorModel)
        && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Drawing would take grey for linear light and make it paler. */
  private static void copyGrey(BufferedImage from, BufferedImage to) {
    var raster = from.getRaster();
    var row = new int[from.getWidth()];
    var bands = to.getRaster().getNumBands();
    for (var band = 0; band < bands; band++) {
      var source = band < 3 ? 0 : raster.getNumBands() - 1;
      var shift = from.getColorModel().getComponentSize(source) - 8;
      for (var y = 0; y < from.getHeight(); y++) {
        raster.getSamples(0, y, row.length, 1, source, row);
        for (var x = 0; x < row.length; x++) {
          row[x] = shift < 0 ? row[x] << -shift : row[x] >> shift;
        }
        to.getRaster().setSamples(0, y, row.length, 1, band, row);
      }
    }
  }
}
