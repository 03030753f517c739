package dev.kith.profile.picture.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** Accepted formats, detected from a file's first bytes only. */
public enum PictureFormat {
  PNG("png", "image/png"),
  JPEG("jpeg", "image/jpeg"),
  WEBP("webp", "image/webp"),
  GIF("gif", "image/gif");

  /** Number of bytes that the detection needs. */
  static final int HEAD = 12;

  private final String codec;
  private final String mediaType;

  PictureFormat(String codec, String mediaType) {
    this.codec = codec;
    this.mediaType = mediaType;
  }

  /** Its name in ImageIO. */
  String codec() {
    return codec;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Detects the format from a file's first bytes. */
  static Optional<PictureFormat> of(byte[] head) {
    var text = new String(Arrays.copyOf(head, HEAD), ISO_8859_1);
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    return text.startsWith("GIF87a") || text.startsWith("GIF89a")
        ? Optional.of(GIF)
        : Optional.empty();
  }
}
