package dev.kith.profile.picture.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Object store in a folder, one file per object; nodes on several machines share it over the
 * network.
 */
public final class FolderStore implements ObjectStore {

  /** Prefix of temporary files; no key begins with it. */
  private static final String UNFINISHED = ".unfinished";

  private final Path root;

  public FolderStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Path file) throws IOException {
    put(
        key,
        to -> {
          try (var from = FileChannel.open(file)) {
            for (long done = 0, size = from.size(); done < size; ) {
              done += from.transferTo(done, size - done, to);
            }
          }
        });
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    put(
        key,
        to -> {
          var buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
        });
  }

  private interface Content {
    void writeTo(FileChannel to) throws IOException;
  }

  /**
   * Writes to a temporary file, syncs it to disk and renames it, so that it is durable before its
   * event.
   */
  private void put(String key, Content content) throws IOException {
    var target = path(key);
    var unfinished = Files.createDirectories(root.resolve(UNFINISHED)).resolve(name());
    try {
      try (var to = FileChannel.open(unfinished, CREATE_NEW, WRITE)) {
        content.writeTo(to);
        to.force(true);
      }
      move(unfinished, target);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    while (true) {
      Files.createDirectories(to.getParent());
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (AtomicMoveNotSupportedException unfit) {
        throw unfit;
      } catch (NoSuchFileException _) {
        // another node has just removed the empty folder
        if (!Files.exists(from)) {
          throw new NoSuchFileException(from.toString());
        }
      }
    }
  }

  @Override
  public Optional<StoredObject> find(String key) throws IOException {
    try {
      var attributes = Files.readAttributes(path(key), BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(object(key, attributes)) : Optional.empty();
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<InputStream> read(String key, long from, long length) throws IOException {
    try {
      var channel = FileChannel.open(path(key)).position(from);
      return Optional.of(new BoundedStream(Channels.newInputStream(channel), length));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    var file = path(key);
    Files.deleteIfExists(file);
    for (var folder = file.getParent();
        folder != null && !folder.equals(root);
        folder = folder.getParent()) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException notEmpty) {
        return;
      }
    }
  }

  @Override
  public void list(String prefix, Consumer<StoredObject> each) throws IOException {
    var start = prefix.isEmpty() ? root : path(prefix);
    if (!Files.isDirectory(start)) {
      return;
    }
    var _ = Files.walkFileTree(start, new Visitor(each));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final Consumer<StoredObject> each;

    Visitor(Consumer<StoredObject> each) {
      this.each = each;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.equals(root.resolve(UNFINISHED))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      each.accept(object(root.relativize(file).toString(), attributes));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // removed after it was listed
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      return failure == null || failure instanceof NoSuchFileException
          ? FileVisitResult.CONTINUE
          : super.postVisitDirectory(folder, failure);
    }
  }

  @Override
  public void tidy(Instant before) throws IOException {
    var folder = root.resolve(UNFINISHED);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private Path path(String key) {
    var path = root.resolve(key).normalize();
    if (!path.startsWith(root) || path.equals(root)) {
      throw new IllegalArgumentException("Not a valid key: " + key);
    }
    return path;
  }

  private static StoredObject object(String key, BasicFileAttributes attributes) {
    return new StoredObject(key, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  private static String name() {
    return UUID.randomUUID().toString();
  }
}
