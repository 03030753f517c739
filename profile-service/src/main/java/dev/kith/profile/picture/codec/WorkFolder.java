package dev.kith.profile.picture.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder of one picture, which is gone with its files when it is closed. */
public record WorkFolder(Path path) implements AutoCloseable {

  private static final String SOURCE = "source";

  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("kith-picture-"));
  }

  /** The file that is decoded. */
  public Path source() {
    return path.resolve(SOURCE);
  }

  /** The file of a size in which the picture is kept. */
  public Path of(Variant variant) {
    return path.resolve(variant.toString());
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(source());
      for (var variant : Variant.values()) {
        Files.deleteIfExists(of(variant));
      }
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
