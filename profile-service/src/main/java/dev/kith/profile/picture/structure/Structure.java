package dev.kith.profile.picture.structure;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Structure of a picture file.
 *
 * @param width width in pixels of the canvas that contains the first frame
 * @param frame position of the first frame on the canvas
 * @param pixelBytes bytes of one decoded pixel
 * @param exif a block of Exif data; empty if there is none
 * @param profile an ICC profile of the colours; empty: sRGB, or the decoder converts
 * @param essential a file with only the first frame, made of parts of the original and new headers
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

  /** The length of the essential file. */
  public long essentialBytes() {
    return essential.stream().mapToLong(ByteBuffer::remaining).sum();
  }

  /** Stands for data that a file does not contain. */
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  public Structure {
    essential = List.copyOf(essential);
  }
}
