package dev.kith.profile.rest.picture;

import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.kit.http.ReceivedBody;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.upload.Upload;
import dev.kith.profile.picture.upload.Uploads;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writer of upload bytes in parts, so that little is lost when a connection or this node fails. The
 * last part is never stored: either it completes the picture at once, or the client sends it again.
 */
@Singleton
public class UploadWriter {

  private static final int PART = 512 * 1024;

  /** Statuses of permanent failures: sending the same bytes again cannot succeed. */
  private static final Set<Integer> FINAL = Set.of(400, 413, 415);

  private final Uploads uploads;
  private final PictureIntake intake;
  private final Set<String> writing = ConcurrentHashMap.newKeySet();

  UploadWriter(Uploads uploads, PictureIntake intake) {
    this.uploads = uploads;
    this.intake = intake;
  }

  interface Work {
    Response run() throws IOException;
  }

  /**
   * Runs the work exclusively; ends the request with 423 if another one writes to the same upload.
   */
  Response alone(String id, Work work) {
    if (!writing.add(id)) {
      throw ProblemException.of(
          Problem.Kind.UPLOAD_BUSY, "Another request is writing to it; try again shortly.");
    }
    try {
      return work.run();
    } catch (IOException failure) {
      throw PictureIntake.noStore(failure);
    } finally {
      writing.remove(id);
    }
  }

  /** Appends the body; the last bytes of the upload complete the picture. */
  Response write(Upload upload, InputStream body, Optional<Position> expects, String actor)
      throws IOException {
    var at = upload;
    var part = new byte[PART];
    while (true) {
      var filled = fill(body, part);
      var end = at.offset() + filled.count;
      if (end > at.length()) {
        throw ReceivedBody.tooLarge(at.length());
      }
      if (end == at.length() && !at.isComplete()) {
        return finish(at, Arrays.copyOf(part, filled.count), expects, actor);
      }
      if (filled.count > 0) {
        requireFewParts(at);
        at = uploads.append(at, Arrays.copyOf(part, filled.count));
      }
      if (filled.broken) {
        throw ProblemException.of(
            Problem.Kind.INVALID_FIELD,
            "The connection ended before the body did; continue from the offset that HEAD returns.",
            "body");
      }
      if (filled.count < PART) {
        return TusProtocol.stand(Response.noContent(), at).build();
      }
    }
  }

  private void requireFewParts(Upload upload) {
    if (uploads.isFragmented(upload)) {
      throw ProblemException.of(
          Problem.Kind.INVALID_FIELD,
          "The upload has %d parts, which is the maximum; start a new one and send more bytes per request."
              .formatted(upload.parts()),
          "body");
    }
  }

  /**
   * Result of reading a part.
   *
   * @param broken the connection ended before the body did
   */
  private record Filled(int count, boolean broken) {}

  private static Filled fill(InputStream body, byte[] part) {
    var count = 0;
    try {
      while (count < part.length) {
        var next = body.read(part, count, part.length - count);
        if (next < 0) {
          break;
        }
        count += next;
      }
      return new Filled(count, false);
    } catch (IOException broken) {
      return new Filled(count, true);
    }
  }

  private Response finish(Upload upload, byte[] last, Optional<Position> expects, String actor)
      throws IOException {
    try (var receivedBody = ReceivedBody.nothing()) {
      try (var file = Files.newOutputStream(receivedBody.file())) {
        uploads.copy(upload, file);
        file.write(last);
      }
      var written = intake.take(upload.owner(), receivedBody.file(), expects, actor);
      var answer = answer(written);
      uploads.finish(upload);
      return answer.header(TusProtocol.OFFSET, upload.length()).build();
    } catch (ProblemException refused) {
      if (FINAL.contains(refused.problem().status())) {
        uploads.remove(upload); // a retry cannot succeed
      }
      throw refused;
    }
  }

  /**
   * The response to the last bytes. A pending event counts as well: the client must not send it
   * again.
   */
  private static Response.ResponseBuilder answer(Written<Profile> written) {
    return switch (written) {
      case Written.Pending<Profile>(var at) -> Response.noContent().header(Headers.POSITION, at);
      case Written.Folded<Profile> folded ->
          Response.fromResponse(WriteResponses.of(folded, UploadWriter::accepted));
    };
  }

  private static Response accepted(Verdict<Profile> verdict) {
    return Response.noContent()
        .tag(new EntityTag(verdict.state().position().toString()))
        .header(Headers.POSITION, verdict.at())
        .build();
  }
}
