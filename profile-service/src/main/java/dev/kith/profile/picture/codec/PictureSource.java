package dev.kith.profile.picture.codec;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.kith.profile.picture.structure.InvalidStructureException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Uploaded file, with access to its header and to the parts that a decoder needs. */
public final class PictureSource implements AutoCloseable {

  private final Arena arena = Arena.ofShared();
  private final ByteBuffer file;

  public PictureSource(Path path) throws IOException {
    try (var channel = FileChannel.open(path)) {
      file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  /** Empty if the file has none of the accepted formats. */
  public Optional<PictureHeader> header() throws InvalidStructureException {
    return PictureHeader.read(file);
  }

  /** Writes the parts that a decoder needs to {@code target}. */
  public static void writeEssential(PictureHeader header, Path target) throws IOException {
    try (var channel = FileChannel.open(target, CREATE_NEW, WRITE)) {
      write(header.structure().essential(), channel);
    }
  }

  private static void write(List<ByteBuffer> parts, FileChannel channel) throws IOException {
    var buffers = parts.toArray(ByteBuffer[]::new);
    for (var last = buffers.length - 1; last >= 0 && buffers[last].hasRemaining(); ) {
      var _ = channel.write(buffers);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
