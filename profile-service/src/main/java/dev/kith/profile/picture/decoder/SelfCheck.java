package dev.kith.profile.picture.decoder;

import dev.kith.profile.picture.codec.ImageDecoder;
import dev.kith.profile.picture.codec.ImageEncoder;
import dev.kith.profile.picture.codec.PictureFormat;
import dev.kith.profile.picture.codec.Thumbnail;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * Start-up check of a decoder process: ends the process if a library is missing, before it reports
 * good pictures as broken.
 */
final class SelfCheck {

  private static final int SIDE = 16;

  private SelfCheck() {}

  static void run() throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    for (var imageEncoder : ImageEncoder.values()) {
      var bytes = new ByteArrayOutputStream();
      imageEncoder.write(image, bytes);
      var reader = ImageDecoder.reader(imageEncoder.format());
      reader.setInput(
          ImageIO.createImageInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      var _ = reader.read(0);
      reader.dispose();
    }
    ImageDecoder.reader(PictureFormat.WEBP).dispose();
    ImageDecoder.reader(PictureFormat.GIF).dispose();
    var _ = Thumbnail.of(image, SIDE / 2);
  }
}
