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
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lets in a few syncs at a time, each up to its size, because each is in memory while it is. */
@ApplicationScoped
public class SyncAdmission {

  /** The media type of one JSON value a line. */
  static final String LINES = "application/x-ndjson";

  private static final long PATIENCE_SECONDS = 5;

  private final ContactGraphConfig.Sync settings;
  private final ObjectMapper json;
  private final Semaphore room;

  SyncAdmission(ContactGraphConfig settings, ObjectMapper json) {
    this.settings = settings.sync();
    this.json = json;
    this.room = new Semaphore(settings.sync().maxConcurrentReads(), true);
  }

  /**
   * Reads a sync, and keeps its room until {@code then} is through with it.
   *
   * @throws ProblemException 400 for what cannot be read, 413 for too much, 503 if there was no
   *     room for it in time
   */
  <A> A read(
      Address owner,
      InputStream body,
      MediaType type,
      MultivaluedMap<String, String> parameters,
      Function<SyncInput, A> then)
      throws IOException, InterruptedException {
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw ProblemException.of(
          Problem.Kind.NOT_READY, "Too many syncs are coming in at once; send it again.");
    }
    try {
      var list = new AddressList(owner, settings.addresses());
      var bounded =
          new BoundedInputStream(new Utf8InputStream(body), settings.maximumBody().asLongValue());
      return then.apply(
          type.isCompatible(MediaType.valueOf(LINES))
              ? SyncInput.lines(bounded, list, json, parameters)
              : SyncInput.object(bounded, list, json));
    } finally {
      room.release();
    }
  }
}
