package dev.kith.profile.picture.codec;

import dev.kith.domain.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** Conversion that a decoder process runs: decodes a file and encodes it with its thumbnails. */
public final class ImageDecoder {

  private ImageDecoder() {}

  public static DecodeResult.Decoded run(DecodeRequest request) throws IOException {
    var image = Canvas.of(request).place(decode(request));
    var translucent = Pixels.areTranslucent(image);
    image = Pixels.normalized(image, translucent);
    image = ColourProfile.toSrgb(image, request.profileBytes());
    image = request.orientation().applyTo(image);
    return encode(image, ImageEncoder.of(request.format(), translucent), request.folder());
  }

  private static DecodeResult.Decoded encode(
      BufferedImage whole, ImageEncoder imageEncoder, WorkFolder folder) throws IOException {
    Set<Variant> variants = EnumSet.of(Variant.WHOLE);
    var sha256 = imageEncoder.write(whole, folder.of(Variant.WHOLE));
    var picture =
        new Picture(sha256, imageEncoder.mediaType(), whole.getWidth(), whole.getHeight());
    var image = whole;
    for (var thumbnail : Variant.THUMBNAILS) {
      if (thumbnail.of(picture.width(), picture.height()) == thumbnail) {
        // each from the next larger variant, which contains the information of all source pixels
        image = Thumbnail.of(image, thumbnail.side());
        var _ = imageEncoder.write(image, folder.of(thumbnail));
        variants.add(thumbnail);
      }
    }
    return new DecodeResult.Decoded(picture, variants);
  }

  private static BufferedImage decode(DecodeRequest request) throws IOException {
    try (var input = new FileImageInputStream(request.folder().source().toFile())) {
      var reader = reader(request.format());
      var damage = new DamageListener();
      try {
        reader.setInput(input, false, true);
        reader.addIIOReadWarningListener(damage);
        var image = reader.read(0);
        damage.requireNone();
        requireSize(image, request);
        return image;
      } finally {
        reader.dispose();
      }
    }
  }

  private static void requireSize(BufferedImage image, DecodeRequest request) throws IOException {
    var frame = request.frame();
    if (image.getWidth() != frame.width() || image.getHeight() != frame.height()) {
      throw new IIOException("The decoded size differs from the size in the header");
    }
  }

  /** The reader of this format only. */
  public static ImageReader reader(PictureFormat format) {
    return ImageIO.getImageReadersByFormatName(format.codec()).next();
  }
}
