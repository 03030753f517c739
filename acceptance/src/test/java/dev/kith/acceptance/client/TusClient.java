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

/** Uploader for one person: tus-js-client in a Node.js process. */
public final class TusClient {

  private final Person person;
  private final URI door;
  private final Path work;

  private TusClient(Person person, URI door, Path work) {
    this.person = person;
    this.door = door;
    this.work = work;
  }

  /** Installs the client into {@code work} from its lock file. */
  public static TusClient of(Person person, URI door, Path work) throws IOException {
    Npm.install("tus", work);
    Files.copy(Npm.HOME.resolve("tus/upload.mjs"), work.resolve("upload.mjs"));
    return new TusClient(person, door, work);
  }

  /**
   * Begins an upload in chunks of {@code chunk} bytes, and aborts it once {@code stopAt} bytes are
   * accepted.
   */
  public JsonNode begins(byte[] file, int chunk, int stopAt) {
    return tells(file, door + person.path("picture/uploads"), "" + chunk, "" + stopAt);
  }

  /** Resumes the upload that was begun, and completes it. */
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
