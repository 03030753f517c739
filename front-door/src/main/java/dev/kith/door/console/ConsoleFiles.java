package dev.kith.door.console;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All files of the console by path, in memory. */
public final class ConsoleFiles {

  static final String INDEX = "index.html";

  private static final String ON_CLASS_PATH = "/console/" + INDEX;

  private final Map<String, ConsoleFile> byPath;

  private ConsoleFiles(Map<String, ConsoleFile> byPath) {
    this.byPath = Map.copyOf(byPath);
  }

  /** Reads the console that this module's jar, or its folder of classes, contains. */
  public static ConsoleFiles ofClassPath() {
    var index = ConsoleFiles.class.getResource(ON_CLASS_PATH);
    if (index == null) {
      throw new IllegalStateException("The class path has no " + ON_CLASS_PATH);
    }
    var parts = index.toString().split("!", 2);
    try {
      if (parts.length == 1) {
        return of(requireNonNull(Path.of(URI.create(parts[0])).getParent()));
      }
      try (FileSystem jar = FileSystems.newFileSystem(URI.create(parts[0]), Map.of())) {
        return of(requireNonNull(jar.getPath(parts[1]).getParent()));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Reads all files under a folder. */
  public static ConsoleFiles of(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    Map<String, ConsoleFile> byPath = new HashMap<>();
    for (Path file : files) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      byPath.put(path, ConsoleFile.of(path, Files.readAllBytes(file)));
    }
    return new ConsoleFiles(byPath);
  }

  /** The file at a path such as {@code assets/index-1a2b.js}; empty if there is none. */
  Optional<ConsoleFile> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }
}
