package dev.kith.profile.picture.codec;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** Normalization of pixels to the few layouts that the encoders accept. */
final class Pixels {

  private static final int OPAQUE = 255;

  /** Bit positions of red, green, blue and alpha in a palette's colour. */
  private static final int[] SHIFTS = {16, 8, 0, 24};

  private Pixels() {}

  /** Whether any pixel is transparent; an alpha channel may be fully opaque. */
  static boolean areTranslucent(BufferedImage image) {
    var model = image.getColorModel();
    if (!model.hasAlpha()) {
      return false;
    }
    if (model instanceof IndexColorModel palette) {
      return usesTranslucent(image, palette);
    }
    var opaque = OPAQUE << (model.getComponentSize(model.getNumComponents() - 1) - 8);
    var row = new int[image.getWidth()];
    for (var y = 0; y < image.getHeight(); y++) {
      for (var alpha : image.getAlphaRaster().getSamples(0, y, row.length, 1, 0, row)) {
        if (alpha < opaque) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean usesTranslucent(BufferedImage image, IndexColorModel palette) {
    var colours = colours(palette);
    var row = new int[image.getWidth()];
    for (var y = 0; y < image.getHeight(); y++) {
      for (var index : image.getRaster().getSamples(0, y, row.length, 1, 0, row)) {
        if (colours[index] >>> 24 != OPAQUE) {
          return true;
        }
      }
    }
    return false;
  }

  /** The colours of all possible indexes; those beyond the palette are black. */
  private static int[] colours(IndexColorModel palette) {
    var colours = new int[1 << palette.getPixelSize()];
    Arrays.fill(colours, OPAQUE << 24);
    for (var index = 0; index < Math.min(colours.length, palette.getMapSize()); index++) {
      colours[index] = palette.getRGB(index);
    }
    return colours;
  }

  /** Converts to bytes of grey, RGB or RGBA; returns {@code image} itself if it has that layout. */
  static BufferedImage normalized(BufferedImage image, boolean translucent) {
    var type = translucent ? BufferedImage.TYPE_4BYTE_ABGR : BufferedImage.TYPE_3BYTE_BGR;
    if (image.getType() == type || image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
      return image;
    }
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return expanded(image, colours(palette), type);
    }
    if (isGrey(image)) {
      return copyGrey(image, translucent ? type : BufferedImage.TYPE_BYTE_GRAY);
    }
    return drawn(image, type);
  }

  private static BufferedImage drawn(BufferedImage image, int type) {
    var normalized = new BufferedImage(image.getWidth(), image.getHeight(), type);
    var graphics = normalized.createGraphics();
    if (type == BufferedImage.TYPE_3BYTE_BGR) {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return normalized;
  }

  /** Replaces a palette's indexes by its colours. */
  private static BufferedImage expanded(BufferedImage image, int[] colours, int type) {
    var grey = Arrays.stream(colours).allMatch(Pixels::isOpaqueGrey);
    var expanded =
        new BufferedImage(
            image.getWidth(), image.getHeight(), grey ? BufferedImage.TYPE_BYTE_GRAY : type);
    var bands = expanded.getRaster().getNumBands();
    var indexes = new int[image.getWidth()];
    var samples = new int[image.getWidth() * bands];
    for (var y = 0; y < image.getHeight(); y++) {
      image.getRaster().getSamples(0, y, indexes.length, 1, 0, indexes);
      for (var at = 0; at < samples.length; at++) {
        samples[at] = colours[indexes[at / bands]] >>> SHIFTS[at % bands] & OPAQUE;
      }
      expanded.getRaster().setPixels(0, y, indexes.length, 1, samples);
    }
    return expanded;
  }

  private static boolean isOpaqueGrey(int colour) {
    var level = colour & 255;
    return colour == (OPAQUE << 24 | level << 16 | level << 8 | level);
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Copies grey samples; drawing would treat grey as linear light and make it paler. */
  private static BufferedImage copyGrey(BufferedImage image, int type) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
    var from = image.getRaster();
    var row = new int[image.getWidth()];
    var bands = copy.getRaster().getNumBands();
    for (var band = 0; band < bands; band++) {
      var source = band < 3 ? 0 : from.getNumBands() - 1;
      var shift = image.getColorModel().getComponentSize(source) - 8;
      for (var y = 0; y < image.getHeight(); y++) {
        from.getSamples(0, y, row.length, 1, source, row);
        for (var x = 0; x < row.length; x++) {
          row[x] = shift < 0 ? row[x] << -shift : row[x] >> shift;
        }
        copy.getRaster().setSamples(0, y, row.length, 1, band, row);
      }
    }
    return copy;
  }

  /** Replaces grey by three equal colours. */
  static BufferedImage coloured(BufferedImage grey) {
    return copyGrey(grey, BufferedImage.TYPE_3BYTE_BGR);
  }
}
