package dev.kith.profile.picture;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What a file says of itself before anything is decoded.
 *
 * @param width pixels, the most that any part of the file speaks of
 */
record PictureHeader(PictureFormat format, int width, int height, Orientation orientation) {

  /** Nothing if the file is none of the formats. */
  static Optional<PictureHeader> read(ImageInputStream input) throws IOException {
    var head = new byte[PictureFormat.HEAD];
    input.seek(0);
    var length = input.read(head);
    var format = length < head.length ? Optional.<PictureFormat>empty() : PictureFormat.of(head);
    return format.isEmpty() ? Optional.empty() : Optional.of(read(format.get(), input));
  }

  private static PictureHeader read(PictureFormat format, ImageInputStream input)
      throws IOException {
    var width = 0;
    var height = 0;
    var orientation = Orientation.UPRIGHT;
    if (format == PictureFormat.WEBP) {
      var chunks = WebpChunks.of(input);
      width = chunks.width();
      height = chunks.height();
      orientation = chunks.exif().map(Orientation::of).orElse(orientation);
    } else if (format == PictureFormat.JPEG) {
      orientation = exif(input);
    }
    var reader = reader(format, input);
    try {
      return new PictureHeader(
          format,
          Math.max(width, reader.getWidth(0)),
          Math.max(height, reader.getHeight(0)),
          orientation);
    } finally {
      reader.dispose();
    }
  }

  /** A reader at the beginning of {@code input}, of this format and no other. */
  static ImageReader reader(PictureFormat format, ImageInputStream input) throws IOException {
    input.seek(0);
    var reader = ImageIO.getImageReadersByFormatName(format.codec()).next();
    reader.setInput(input, false, true);
    return reader;
  }

  private static Orientation exif(ImageInputStream input) throws IOException {
    input.seek(0);
    var segments = JPEGSegmentUtil.readSegments(input, JPEG.APP1, "Exif");
    if (segments.isEmpty()) {
      return Orientation.UPRIGHT;
    }
    try (var data = segments.getFirst().data()) {
      data.skipNBytes(1); // pads the identifier
      return Orientation.of(data.readAllBytes());
    }
  }
}
