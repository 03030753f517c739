package dev.kith.contactgraph.rest.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.domain.Address;
import dev.kith.kit.http.ReceivedBody;
import dev.kith.kit.json.Utf8InputStream;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Concurrency limit of sync requests. A body is first received into a file, one at a time for each
 * owner, so that a slow client delays no other; then a few bodies are parsed concurrently, because
 * each is in memory meanwhile.
 */
@ApplicationScoped
public class SyncAdmission {

  /** The media type of newline-delimited JSON: one JSON value per line. */
  static final String LINES = "application/x-ndjson";

  private static final long PERMIT_TIMEOUT_SECONDS = 5;

  private final ContactGraphConfig.Sync settings;
  private final ObjectMapper json;
  private final Semaphore room;
  private final Set<Address> receiving = ConcurrentHashMap.newKeySet();

  @Inject
  SyncAdmission(ContactGraphConfig settings, ObjectMapper json) {
    this(settings.sync(), json);
  }

  SyncAdmission(ContactGraphConfig.Sync settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
    this.room = new Semaphore(settings.maxConcurrentReads(), true);
  }

  /**
   * Receives a sync, then parses it with a permit that is held until {@code then} has processed it.
   *
   * @throws ProblemException 400 for a malformed body, 413 for a body that is too large, 429 while
   *     another body of the owner is received, 503 if no permit became free in time
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
          "Another sync of this user is being received; send this one when that one is answered.");
    }
    try (var received = ReceivedBody.of(body, settings.maximumBody().asLongValue())) {
      return parse(owner, received.file(), type, parameters, then);
    } finally {
      receiving.remove(owner);
    }
  }

  private <A> A parse(
      Address owner,
      Path file,
      MediaType type,
      MultivaluedMap<String, String> parameters,
      Function<SyncInput, A> then)
      throws IOException, InterruptedException {
    if (!room.tryAcquire(PERMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
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
