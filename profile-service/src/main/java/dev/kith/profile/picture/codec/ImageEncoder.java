package dev.kith.profile.picture.codec;

import dev.kith.domain.Sha256;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Encoder of pixels as PNG or JPEG, without metadata or colour profile. */
public enum ImageEncoder {
  PNG(PictureFormat.PNG),
  JPEG(PictureFormat.JPEG);

  private static final float QUALITY = 0.9f;

  private final PictureFormat format;

  ImageEncoder(PictureFormat format) {
    this.format = format;
  }

  /** The target format: PNG for PNG files and for pictures with transparency, else JPEG. */
  static ImageEncoder of(PictureFormat source, boolean translucent) {
    return translucent || source == PictureFormat.PNG ? PNG : JPEG;
  }

  public PictureFormat format() {
    return format;
  }

  String mediaType() {
    return format.mediaType();
  }

  /** Returns the SHA-256 of the written bytes in hex. */
  public String write(BufferedImage image, Path file) throws IOException {
    var digest = Sha256.digest();
    try (var output = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      write(image, output);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public void write(BufferedImage image, OutputStream output) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName(format.codec()).next();
    // no cache file: the output is not read again
    try (var stream = ImageIO.createImageOutputStream(output)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters(writer));
    } finally {
      writer.dispose();
    }
  }

  private ImageWriteParam parameters(ImageWriter writer) {
    var parameters = writer.getDefaultWriteParam();
    if (this == JPEG) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
    }
    return parameters;
  }
}
