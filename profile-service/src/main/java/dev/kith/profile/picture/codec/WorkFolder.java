package dev.kith.profile.picture.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary folder of one picture; closing it deletes it with its files. */
public record WorkFolder(Path path) implements AutoCloseable {

  private static final String SOURCE = "source";

  public static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("kith-picture-"));
  }

  /** The file to decode. */
  public Path source() {
    return path.resolve(SOURCE);
  }

  /** The encoded file of a variant. */
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
