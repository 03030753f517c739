package dev.kith.contactgraph.rest.sync;

import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input stream that ends the request with 413 when a body of undeclared length exceeds the limit.
 */
final class BoundedInputStream extends FilterInputStream {

  private final long maxBytes;
  private long read;

  BoundedInputStream(InputStream body, long maxBytes) {
    super(body);
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    var next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int more) {
    read += more;
    if (read > maxBytes) {
      throw ProblemException.of(
          Problem.Kind.TOO_LARGE, "The body must have at most %d bytes.".formatted(maxBytes));
    }
  }
}
