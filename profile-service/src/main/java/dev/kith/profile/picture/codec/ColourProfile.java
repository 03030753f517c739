package dev.kith.profile.picture.codec;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converter of pixels from an ICC profile's colour space to sRGB. */
final class ColourProfile {

  /** Rows converted at a time; the conversion is in place. */
  private static final int ROWS = 64;

  private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
  private static final int[] COLOURS = {0, 1, 2};

  private ColourProfile() {}

  /**
   * Converts an image that {@link Pixels#normalized} made.
   *
   * @param profile empty: sRGB; a profile for another kind of pixels is ignored, as in browsers
   */
  static BufferedImage toSrgb(BufferedImage image, byte[] profile) {
    if (profile.length == 0) {
      return image;
    }
    try {
      return toSrgb(image, ICC_Profile.getInstance(profile));
    } catch (CMMException | IllegalArgumentException unfit) {
      return image;
    }
  }

  private static BufferedImage toSrgb(BufferedImage image, ICC_Profile profile) {
    var grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    var type = profile.getColorSpaceType();
    if (type == ColorSpace.TYPE_RGB) {
      var coloured = grey ? Pixels.coloured(image) : image;
      convert(profile, coloured.getRaster(), coloured.getRaster());
      return coloured;
    }
    if (type == ColorSpace.TYPE_GRAY && grey) {
      var coloured =
          new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
      convert(profile, image.getRaster(), coloured.getRaster());
      return coloured;
    }
    return image;
  }

  private static void convert(ICC_Profile profile, WritableRaster from, WritableRaster to) {
    var conversion = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
    for (var y = 0; y < from.getHeight(); y += ROWS) {
      var rows = Math.min(ROWS, from.getHeight() - y);
      var bands = Math.min(from.getNumBands(), COLOURS.length);
      var source = Raster.createInterleavedRaster(0, from.getWidth(), rows, bands, null);
      source.setRect(from.createChild(0, y, from.getWidth(), rows, 0, 0, first(bands)));
      var converted = Raster.createInterleavedRaster(0, from.getWidth(), rows, 3, null);
      var _ = conversion.filter(source, converted);
      to.createWritableChild(0, y, to.getWidth(), rows, 0, 0, COLOURS).setRect(converted);
    }
  }

  private static int[] first(int bands) {
    return bands == 1 ? new int[] {0} : COLOURS;
  }
}
