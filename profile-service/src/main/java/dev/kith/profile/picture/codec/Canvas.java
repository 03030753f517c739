package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.Structure;
import java.awt.image.BufferedImage;

/** What an animation is drawn on: its first frame may be smaller. */
record Canvas(int width, int height, Structure.Frame frame) {

  static Canvas of(DecodeRequest request) {
    return new Canvas(request.width(), request.height(), request.frame());
  }

  /** The frame where it belongs; around it everything shines through. */
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
