package dev.kith.contactgraph.rest.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.domain.Address;
import dev.kith.kit.json.Utf8InputStream;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Admission of sync bodies. A body is received into a file first, one at a time for each owner, so
 * that a slow client delays no other; then a few of them are parsed at a time, because each is in
 * memory while it is.
 */
@ApplicationScoped
public class SyncAdmission {

  /** The media type of one JSON value a line. */
  static final String LINES = "application/x-ndjson";

  private static final long PATIENCE_SECONDS = 5;

  private final ContactGraphConfig.Sync settings;
  private final ObjectMapper json;
  private final Semaphore room;
  private final Set<Address> receiving = ConcurrentHashMap.newKeySet();

  SyncAdmission(ContactGraphConfig settings, ObjectMapper json) {
    this.settings = settings.sync();
    this.json = json;
    this.room = new Semaphore(settings.sync().maxConcurrentReads(), true);
  }

  /**
   * Reads a sync, and keeps its room until {@code then} is through with it.
   *
   * @throws ProblemException 400 for what cannot be read, 413 for too much, 429 while another body
   *     of the owner is received, 503 if there was no room for it in time
   */
  <A> A read(
      Address owner,
      InputStream body,
      MediaType type,
      MultivaluedMap<String, String> parameters,
      Function<SyncInput, A> then)
      throws IOException, InterruptedException {
    if (!receiving.add(owner)) {
      throw ProblemException.of(
          Problem.Kind.TOO_MANY_REQUESTS,
          "Another sync of this user is being received; send this one when it is answered.");
    }
    try {
      var file = receive(body);
      try {
        return parse(owner, file, type, parameters, then);
      } finally {
        Files.deleteIfExists(file);
      }
    } finally {
      receiving.remove(owner);
    }
  }

  private Path receive(InputStream body) throws IOException {
    var file = Files.createTempFile("kith-sync-", ".body");
    try (var bounded = new BoundedInputStream(body, settings.maximumBody().asLongValue())) {
      Files.copy(bounded, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(file);
      throw failure;
    }
  }

  private <A> A parse(
      Address owner,
      Path file,
      MediaType type,
      MultivaluedMap<String, String> parameters,
      Function<SyncInput, A> then)
      throws IOException, InterruptedException {
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw ProblemException.of(
          Problem.Kind.NOT_READY, "Too many syncs are parsed at once; send this one again.");
    }
    try (var body = new Utf8InputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      var list = new AddressList(owner, settings.addresses());
      return then.apply(
          type.isCompatible(MediaType.valueOf(LINES))
              ? SyncInput.lines(body, list, json, parameters)
              : SyncInput.object(body, list, json));
    } finally {
      room.release();
    }
  }
}
