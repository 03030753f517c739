package dev.kith.profile.rest.picture;

import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A body that came, in a file that is gone when this is closed: memory is for pixels. */
record ReceivedBody(Path file) implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  /** An empty file. */
  static ReceivedBody nothing() {
    try {
      return new ReceivedBody(Files.createTempFile("kith-received-", ""));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * All of {@code body}.
   *
   * @throws ProblemException if it has more than {@code most} bytes, or breaks off
   */
  static ReceivedBody of(InputStream body, long most) {
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
          Problem.Kind.INVALID_FIELD, "The body broke off; send it again.", "body");
    }
  }

  static ProblemException tooLarge(long most) {
    return ProblemException.of(
        Problem.Kind.TOO_LARGE, "At most %d bytes are taken.".formatted(most));
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
