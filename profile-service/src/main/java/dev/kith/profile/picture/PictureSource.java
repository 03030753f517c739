package dev.kith.profile.picture;

import dev.kith.domain.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.stream.FileImageInputStream;

/** A file that is being read, from its beginning each time: readers let go of what they passed. */
record PictureSource(Path file) {

  /** Nothing if it is no picture that we take. */
  Optional<PictureHeader> header() throws IOException {
    try (var input = new FileImageInputStream(file.toFile())) {
      return PictureHeader.read(input);
    }
  }

  /** Decodes it, and encodes it with its thumbnails. */
  KeptPicture keep(PictureHeader header) throws IOException {
    var image = decode(header);
    var translucent = Pixels.areTranslucent(image);
    image = header.orientation().applyTo(Pixels.normalized(image, translucent));
    var encoding = Encoding.of(header.format(), translucent);
    Map<Variant, Path> files = new EnumMap<>(Variant.class);
    try {
      var sha256 = encoding.write(image, newFile(files, Variant.WHOLE));
      var picture = new Picture(sha256, encoding.mediaType(), image.getWidth(), image.getHeight());
      for (var thumbnail : Variant.THUMBNAILS) {
        if (thumbnail.of(picture.width(), picture.height()) == thumbnail) {
          // each from the next larger one: its pixels have all gone into that
          image = Thumbnail.of(image, thumbnail.side());
          var _ = encoding.write(image, newFile(files, thumbnail));
        }
      }
      return new KeptPicture(picture, files);
    } catch (IOException | RuntimeException | Error failure) {
      for (var file : files.values()) {
        Files.deleteIfExists(file);
      }
      throw failure;
    }
  }

  /** The first frame, if there are several. */
  private BufferedImage decode(PictureHeader header) throws IOException {
    try (var input = new FileImageInputStream(file.toFile())) {
      var reader = PictureHeader.reader(header.format(), input);
      try {
        var image = reader.read(0);
        if (image.getWidth() > header.width() || image.getHeight() > header.height()) {
          throw new IIOException("larger than its header says");
        }
        return image;
      } finally {
        reader.dispose();
      }
    }
  }

  private static Path newFile(Map<Variant, Path> files, Variant variant) throws IOException {
    var file = Files.createTempFile("kith-picture-", "");
    files.put(variant, file);
    return file;
  }
}
