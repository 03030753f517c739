package dev.kith.profile.picture.codec;

import dev.kith.profile.picture.structure.GifStructure;
import dev.kith.profile.picture.structure.InvalidStructureException;
import dev.kith.profile.picture.structure.JpegStructure;
import dev.kith.profile.picture.structure.PngStructure;
import dev.kith.profile.picture.structure.Structure;
import dev.kith.profile.picture.structure.WebpStructure;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Format and structure of a file, read before anything is decoded. */
public record PictureHeader(PictureFormat format, Structure structure, Orientation orientation) {

  /** Empty if the file has none of the accepted formats. */
  static Optional<PictureHeader> read(ByteBuffer file) throws InvalidStructureException {
    if (file.limit() < PictureFormat.HEAD) {
      return Optional.empty();
    }
    var head = new byte[PictureFormat.HEAD];
    file.get(0, head);
    var format = PictureFormat.of(head);
    return format.isEmpty() ? Optional.empty() : Optional.of(read(format.get(), file));
  }

  private static PictureHeader read(PictureFormat format, ByteBuffer file)
      throws InvalidStructureException {
    var structure =
        switch (format) {
          case PNG -> PngStructure.read(file);
          case JPEG -> JpegStructure.read(file);
          case WEBP -> WebpStructure.read(file);
          case GIF -> GifStructure.read(file);
        };
    return new PictureHeader(format, structure, Orientation.of(structure.exif()));
  }
}
