package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a picture file consists of.
 *
 * @param width pixels of the canvas that holds the first frame
 * @param frame where the first frame is on the canvas
 * @param pixelBytes bytes that one decoded pixel takes
 * @param exif a block of Exif data; empty if there is none
 * @param profile an ICC profile of the colours; empty: sRGB, or the decoder converts
 * @param essential a file with the first frame only, as parts of the original and new headers
 */
public record Structure(
    int width,
    int height,
    Frame frame,
    int pixelBytes,
    ByteBuffer exif,
    ByteBuffer profile,
    List<ByteBuffer> essential) {

  /** A rectangle of pixels. */
  public record Frame(int x, int y, int width, int height) {
    int right() {
      return x + width;
    }

    int bottom() {
      return y + height;
    }
  }

  /** How long the essential file is. */
  public long essentialBytes() {
    return essential.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** For what a file does not have. */
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  public Structure {
    essential = List.copyOf(essential);
  }
}
