package dev.kith.local.stack;

import dev.kith.local.base.CliException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder that holds everything of one local stack; whoever has it open is the only one who runs
 * there.
 */
public final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Creates what is missing, takes the lock, and waits for processes that an earlier launcher left
   * to their leash.
   */
  public static DataFolder open(Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    FileChannel channel =
        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new CliException(
          "Another ./kith run uses "
              + folder
              + " already; give this one its own folder with --data.");
    }
    DataFolder data = new DataFolder(folder, lock);
    data.pidFiles().awaitEndOfLeftovers();
    return data;
  }

  public Path folder() {
    return folder;
  }

  public PidFiles pidFiles() {
    return new PidFiles(folder.resolve("run"));
  }

  /**
   * Where each process can be reached; kept, so that the next run takes the same ports if they are
   * free.
   */
  public Path portsFile() {
    return folder.resolve("run/ports.properties");
  }

  /** What the nodes of this run know each other by. */
  Path nodeSecretFile() {
    return folder.resolve("run/node-secret");
  }

  public Path logs() {
    return folderFor("logs");
  }

  public Path log(String process) {
    return logs().resolve(process + ".log");
  }

  Path folderFor(String use) {
    try {
      return Files.createDirectories(folder.resolve(use));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** For a stack that was to leave nothing behind. */
  public void delete() throws IOException {
    close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.acquiredBy().close();
  }
}
