package dev.kith.local.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folder of ahead-of-time caches of the JVM, one for each program of the stack. A cache contains
 * the classes that a program loads, linked, and its profiles: a start that uses it takes about half
 * of the processor time.
 *
 * <p>A cache fits one build of the program and one JVM; its name has a fingerprint of both.
 */
public final class AotCaches {

  private static final String LOCK = "lock";
  private static final String CACHE = ".aot";
  private static final String RECORDED = ".recorded";
  private static final String UNFINISHED = ".unfinished";
  private static final String RECORD = "-XX:AOTMode=record";
  private static final String CONFIGURATION = "-XX:AOTConfiguration=";
  private static final String USE = "-XX:AOTCache=";

  /** Java 25 warns about each piece of code in a cache that it does not use. */
  private static final String ONLY_ERRORS = "-Xlog:aot*=error";

  /** Flags that exclude a cache, and agents, which would not see the classes of a cache. */
  private static final Pattern EXCLUDE_CACHES =
      Pattern.compile("-Xshare|-XX:SharedArchiveFile|-XX:AOT|-javaagent|-agentlib|-agentpath");

  private final Path folder;
  private final String jvmOptions;
  private final boolean recording;

  private AotCaches(Path folder, String jvmOptions, boolean recording) {
    this.folder = folder;
    this.jvmOptions = jvmOptions;
    this.recording = recording;
  }

  /**
   * The caches in a folder, for programs that use them.
   *
   * @param jvmOptions further JVM flags of all programs
   */
  static AotCaches in(Path folder, String jvmOptions) {
    return new AotCaches(folder, jvmOptions, false);
  }

  /** The same folder, for programs that record what a cache shall contain. */
  AotCaches recording() {
    return new AotCaches(folder, jvmOptions, true);
  }

  /** Whether programs with these JVM flags can use caches. */
  public boolean areSupported() {
    return !EXCLUDE_CACHES.matcher(jvmOptions).find();
  }

  /**
   * JVM flags for a start of the program; empty if there is no cache that fits.
   *
   * @param builds files and folders from which the program is loaded
   */
  public List<String> flags(String program, Collection<Path> builds) {
    if (!areSupported()) {
      return List.of();
    }
    String name = program + "-" + fingerprint(builds);
    if (recording) {
      return List.of(RECORD, CONFIGURATION + folder.resolve(name + RECORDED));
    }
    Path cache = folder.resolve(name + CACHE);
    return Files.exists(cache) ? List.of(USE + cache, ONLY_ERRORS) : List.of();
  }

  /** Whether the command of a program uses a cache. */
  public static boolean isUsedBy(List<String> command) {
    return command.stream().anyMatch(word -> word.startsWith(USE));
  }

  /** The command that writes the cache, from the command of the run that recorded its content. */
  public static List<String> writingCommand(List<String> recordingCommand) {
    Path recorded = recordedBy(recordingCommand);
    return recordingCommand.stream()
        .flatMap(word ->
            word.equals(RECORD)
                ? Stream.of("-XX:AOTMode=create", USE + sibling(recorded, UNFINISHED))
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
    keepOnly(List.of(CACHE));
    return channel;
  }

  /** Puts a complete cache in place, from where the next start takes it. */
  public static void publish(List<String> recordingCommand) throws IOException {
    Path recorded = recordedBy(recordingCommand);
    // a running program keeps the file that it has mapped
    Files.move(
        sibling(recorded, UNFINISHED),
        sibling(recorded, CACHE),
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(recorded);
  }

  /** Deletes the caches of other builds. */
  public void deleteAllBut(Collection<List<String>> recordingCommands) throws IOException {
    keepOnly(
        recordingCommands.stream()
            .map(command -> sibling(recordedBy(command), CACHE).getFileName().toString())
            .toList());
  }

  private void keepOnly(List<String> endings) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals(LOCK) && endings.stream().noneMatch(name::endsWith)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Path recordedBy(List<String> recordingCommand) {
    Optional<String> file =
        recordingCommand.stream()
            .filter(word -> word.startsWith(CONFIGURATION))
            .map(word -> word.substring(CONFIGURATION.length()))
            .findFirst();
    return Path.of(file.orElseThrow(() -> new IllegalArgumentException("records nothing")));
  }

  private static Path sibling(Path recorded, String ending) {
    String name = recorded.getFileName().toString();
    return recorded.resolveSibling(name.substring(0, name.length() - RECORDED.length()) + ending);
  }

  /** Text that differs if the JVM or a file of the build is another one, or has moved. */
  private static String fingerprint(Collection<Path> builds) {
    StringBuilder text = new StringBuilder();
    text.append(System.getProperty("java.home")).append(Runtime.version());
    for (Path build : builds) {
      try (Stream<Path> files = Files.walk(build)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          text.append('\n').append(file).append(' ').append(Files.size(file));
          text.append(' ').append(Files.getLastModifiedTime(file).toMillis());
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return UUID.nameUUIDFromBytes(text.toString().getBytes(UTF_8)).toString();
  }
}
