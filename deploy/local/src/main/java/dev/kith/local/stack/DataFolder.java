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

/** Data folder of one local stack, locked while it is open: only one launcher can use it. */
public final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Creates missing folders, takes the lock, and waits until the leash has ended leftover processes
   * of an earlier launcher.
   */
  public static DataFolder open(Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    FileChannel channel =
        FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new CliException(
          "Another ./kith run is using " + folder + "; choose another folder with --data.");
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
   * File with the address of each process; kept, so that the next run takes the same ports if they
   * are free.
   */
  public Path portsFile() {
    return folder.resolve("run/ports.properties");
  }

  /** File with the shared secret of this run's nodes. */
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

  /** Deletes the folder, after an ephemeral run. */
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
