package dev.kith.acceptance.client;

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
import java.util.Map;

/** tus-js-client, in a process of Node.js, sending for one person. */
public final class TusClient {

  private final Person person;
  private final URI door;
  private final Path work;

  private TusClient(Person person, URI door, Path work) {
    this.person = person;
    this.door = door;
    this.work = work;
  }

  /** Installs it into {@code work}, as its lock file says. */
  public static TusClient of(Person person, URI door, Path work) throws IOException {
    Npm.install("tus", work);
    Files.copy(Npm.HOME.resolve("tus/upload.mjs"), work.resolve("upload.mjs"));
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
      var token = Map.of("TOKEN", person.token());
      return Json.parse(Npm.run(work, token, command.toArray(String[]::new)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
