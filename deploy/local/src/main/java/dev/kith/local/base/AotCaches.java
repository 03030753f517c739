package dev.kith.local.base;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folder of ahead-of-time caches of the JVM, one for each program of the stack. A cache contains
 * the classes that a program loads, linked, and its profiles: a start that uses it takes about half
 * of the processor time.
 *
 * <p>A cache belongs to one build of the JVM and of the program. An outdated cache is not used.
 */
public final class AotCaches {

  private static final String LOCK = "lock";
  private static final String RECORD = "-XX:AOTMode=record";
  private static final String USE = "-XX:AOTCache=";

  /** Java 25 warns about each piece of code in a cache that it does not use. */
  private static final String ONLY_ERRORS = "-Xlog:aot*=error";

  private final Path folder;
  private final boolean recording;

  private AotCaches(Path folder, boolean recording) {
    this.folder = folder;
    this.recording = recording;
  }

  /** The caches in {@code target}, for programs that use them. */
  static AotCaches in(Path target) {
    return new AotCaches(target.resolve("aot/" + Runtime.version()), false);
  }

  /** The same folder, for programs that record what a cache shall contain. */
  AotCaches recording() {
    return new AotCaches(folder, true);
  }

  /**
   * JVM flags for a start of the program; empty if there is no cache that fits.
   *
   * @param builds files and folders from which the program is loaded
   */
  public List<String> flags(String program, Collection<Path> builds) {
    if (recording) {
      return List.of(RECORD, "-XX:AOTConfiguration=" + recorded(program));
    }
    return isUsable(program, builds) ? List.of(USE + cache(program), ONLY_ERRORS) : List.of();
  }

  /** Whether the command of a program uses a cache. */
  public static boolean isUsedBy(List<String> command) {
    return command.stream().anyMatch(word -> word.startsWith(USE));
  }

  /** The command that writes the cache, from the command of the run that recorded its content. */
  public List<String> writingCommand(String program, List<String> recordingCommand) {
    return recordingCommand.stream()
        .flatMap(word ->
            word.equals(RECORD)
                ? Stream.of("-XX:AOTMode=create", USE + unfinished(program))
                : Stream.of(word))
        .toList();
  }

  /**
   * Creates the folder, locks it, and removes what an interrupted training left.
   *
   * @return the lock, to be closed after the last cache was published
   */
  public Closeable prepare() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new CliException("Another process is writing the caches in " + folder + " now.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(AotCaches::isLeftover).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return channel;
  }

  private static boolean isLeftover(Path file) {
    String name = file.getFileName().toString();
    return !name.endsWith(".aot") && !name.equals(LOCK);
  }

  /** Puts a complete cache in place, from where the next start takes it. */
  public void publish(String program) throws IOException {
    Files.deleteIfExists(recorded(program));
    // a running program keeps the file that it has mapped
    Files.move(unfinished(program), cache(program), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path cache(String program) {
    return folder.resolve(program + ".aot");
  }

  private Path unfinished(String program) {
    return folder.resolve(program + ".aot.unfinished");
  }

  private Path recorded(String program) {
    return folder.resolve(program + ".recorded");
  }

  private boolean isUsable(String program, Collection<Path> builds) {
    Path cache = cache(program);
    try {
      return Files.exists(cache) && newest(builds).compareTo(Files.getLastModifiedTime(cache)) < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static FileTime newest(Collection<Path> builds) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    for (Path build : builds) {
      try (Stream<Path> files = Files.walk(build)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          FileTime time = Files.getLastModifiedTime(file);
          newest = time.compareTo(newest) > 0 ? time : newest;
        }
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
    }
    return newest;
  }
}
