package dev.kith.profile.picture.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** The formats that are taken, told apart by a file's first bytes and by nothing else. */
public enum PictureFormat {
  PNG("png", "image/png"),
  JPEG("jpeg", "image/jpeg"),
  WEBP("webp", "image/webp"),
  GIF("gif", "image/gif");

  /** As many bytes as it takes to tell. */
  static final int HEAD = 12;

  private final String codec;
  private final String mediaType;

  PictureFormat(String codec, String mediaType) {
    this.codec = codec;
    this.mediaType = mediaType;
  }

  /** How ImageIO calls it. */
  String codec() {
    return codec;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The format of a file that begins like this. */
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
