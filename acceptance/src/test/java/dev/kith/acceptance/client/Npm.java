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

/** Programs of Node.js, and packages of npm as a lock file in this module names them. */
public final class Npm {

  /** Folder of the packages. */
  static final Path HOME =
      Path.of(System.getProperty("kith.home", "..")).resolve("acceptance/src/test");

  private Npm() {}

  /** What is missing on this machine of node, npm and these programs; nothing if all are there. */
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

  /** Installs what {@code src/test/NAME} names into {@code work}; answers its node_modules. */
  public static Path install(String name, Path work) throws IOException {
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(HOME.resolve(name).resolve(file), work.resolve(file));
    }
    run(work, "npm", "ci", "--no-audit", "--no-fund");
    return work.resolve("node_modules");
  }

  /** Runs a program to its end; answers what it said, and fails unless it ends with 0. */
  public static String run(Path folder, String... command) {
    return run(folder, Map.of(), command);
  }

  /** The same, with these variables in its environment. */
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
