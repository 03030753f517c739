package dev.kith.acceptance.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runner of Node.js programs, and installer of the npm packages in a lock file of this module. */
public final class Npm {

  /** Folder that has one folder for each set of packages. */
  static final Path HOME =
      Path.of(System.getProperty("kith.home", "..")).resolve("acceptance/src/test");

  private Npm() {}

  /**
   * Names the first of node, npm and these programs that is not installed; empty if there is none.
   */
  public static Optional<String> missing(String... others) {
    for (String program : Stream.concat(Stream.of("node", "npm"), Stream.of(others)).toList()) {
      try {
        run(Path.of("").toAbsolutePath(), program, "--version");
      } catch (UncheckedIOException absent) {
        return Optional.of(program + " is not installed");
      }
    }
    return Optional.empty();
  }

  /** Installs the packages of {@code src/test/NAME} into {@code work}; returns node_modules. */
  public static Path install(String name, Path work) throws IOException {
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(HOME.resolve(name).resolve(file), work.resolve(file));
    }
    run(work, "npm", "ci", "--no-audit", "--no-fund");
    return work.resolve("node_modules");
  }

  /** Runs a program to its end and returns its output; fails unless the exit code is 0. */
  public static String run(Path folder, String... command) {
    return run(folder, Map.of(), command);
  }

  /** As above, with these variables in the environment of the program. */
  public static String run(Path folder, Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            String.join(" ", command) + " ended with " + process.exitValue() + ": " + output);
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
