package dev.kith.acceptance.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.Json;
import dev.kith.harness.client.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** tus-js-client, in a process of Node.js, sending for one person. */
public final class TusClient {

  private static final Path HOME =
      Path.of(System.getProperty("kith.home", "")).resolve("acceptance/src/test/tus");

  private final Person person;
  private final URI door;
  private final Path work;

  private TusClient(Person person, URI door, Path work) {
    this.person = person;
    this.door = door;
    this.work = work;
  }

  /** What is missing on this machine to use it; nothing if it can be used. */
  public static Optional<String> missing() {
    for (String program : List.of("node", "npm")) {
      try {
        run(Path.of("").toAbsolutePath(), List.of(program, "--version"), "");
      } catch (UncheckedIOException absent) {
        return Optional.of(program + " is not installed, so no real tus client can be run");
      }
    }
    return Optional.empty();
  }

  /** Installs it into {@code work}, as its lock file says. */
  public static TusClient of(Person person, URI door, Path work) throws IOException {
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "upload.mjs")) {
      Files.copy(HOME.resolve(file), work.resolve(file));
    }
    run(work, List.of("npm", "ci", "--no-audit", "--no-fund"), "");
    return new TusClient(person, door, work);
  }

  /** Begins, in chunks of so many bytes, and breaks off once {@code stopAt} bytes are accepted. */
  public JsonNode begins(byte[] file, int chunk, int stopAt) {
    return tells(file, door + person.path("picture/uploads"), "" + chunk, "" + stopAt);
  }

  /** Goes on with what it began, to the end. */
  public JsonNode resumes(byte[] file, String upload) {
    return tells(file, upload);
  }

  private JsonNode tells(byte[] file, String... arguments) {
    try {
      Path path = Files.write(work.resolve("file"), file);
      List<String> command = new ArrayList<>(List.of("node", "upload.mjs", path.toString()));
      command.addAll(List.of(arguments));
      return Json.parse(run(work, command, person.token()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String run(Path folder, List<String> command, String token) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TOKEN", token);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " ended with " + process.exitValue() + ": " + output);
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
