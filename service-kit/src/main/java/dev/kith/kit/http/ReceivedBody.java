package dev.kith.kit.http;

import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Request body in a temporary file, deleted on close, so that a large or slow body takes no heap.
 */
public record ReceivedBody(Path file) implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  /** An empty file. */
  public static ReceivedBody nothing() {
    try {
      return new ReceivedBody(Files.createTempFile("kith-received-", ""));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Reads all of {@code body}.
   *
   * @throws ProblemException if the body has more than {@code most} bytes or ends early
   */
  public static ReceivedBody of(InputStream body, long most) {
    var receivedBody = nothing();
    try (var to = Files.newOutputStream(receivedBody.file)) {
      copy(body, to, most);
      return receivedBody;
    } catch (IOException failure) {
      receivedBody.close();
      throw new UncheckedIOException(failure);
    } catch (RuntimeException refused) {
      receivedBody.close();
      throw refused;
    }
  }

  private static void copy(InputStream body, OutputStream to, long most) throws IOException {
    var buffer = new byte[BUFFER];
    var total = 0L;
    for (var count = next(body, buffer); count >= 0; count = next(body, buffer)) {
      total += count;
      if (total > most) {
        throw tooLarge(most);
      }
      to.write(buffer, 0, count);
    }
  }

  private static int next(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException broken) {
      throw ProblemException.of(
          Problem.Kind.INVALID_FIELD,
          "The connection ended before the body did; send the file again.",
          "body");
    }
  }

  public static ProblemException tooLarge(long most) {
    return ProblemException.of(
        Problem.Kind.TOO_LARGE, "The body must have at most %d bytes.".formatted(most));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
