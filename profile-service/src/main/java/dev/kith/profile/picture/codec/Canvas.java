package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.Structure;
import java.awt.image.BufferedImage;

/** Canvas of an animation; the first frame may cover only a part of it. */
record Canvas(int width, int height, Structure.Frame frame) {

  static Canvas of(DecodeRequest request) {
    return new Canvas(request.width(), request.height(), request.frame());
  }

  /** Draws the frame at its place; the rest is transparent. */
  BufferedImage place(BufferedImage image) {
    if (width == frame.width() && height == frame.height()) {
      return image;
    }
    var whole = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
    var graphics = whole.createGraphics();
    graphics.drawImage(image, frame.x(), frame.y(), null);
    graphics.dispose();
    return whole;
  }
}
