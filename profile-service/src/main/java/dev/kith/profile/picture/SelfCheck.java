package dev.kith.profile.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Ends a decoder process that lacks a library before it could call pictures broken. */
final class SelfCheck {

  private static final int SIDE = 16;

  private SelfCheck() {}

  static void run() throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    for (var encoding : Encoding.values()) {
      var bytes = new ByteArrayOutputStream();
      encoding.write(image, bytes);
      var reader = Decoding.reader(encoding.format());
      reader.setInput(
          ImageIO.createImageInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      var _ = reader.read(0);
      reader.dispose();
    }
    Decoding.reader(PictureFormat.WEBP).dispose();
    Decoding.reader(PictureFormat.GIF).dispose();
    var _ = Thumbnail.of(image, SIDE / 2);
  }
}
