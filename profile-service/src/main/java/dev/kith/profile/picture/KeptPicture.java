package dev.kith.profile.picture;

import dev.kith.domain.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A picture ready to be kept; its files are gone when it is closed.
 *
 * @param files the whole, and the thumbnails that are smaller
 */
public record KeptPicture(Picture picture, Map<Variant, Path> files)
    implements Prepared, AutoCloseable {

  public KeptPicture {
    files = Map.copyOf(files);
  }

  @Override
  public void close() {
    files.values().forEach(KeptPicture::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
