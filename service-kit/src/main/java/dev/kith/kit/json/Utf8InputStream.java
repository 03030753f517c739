package dev.kith.kit.json;

import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/**
 * Input stream that checks a JSON body for valid UTF-8 (RFC 3629) and ends with a problem at the
 * first invalid byte. It removes a byte order mark at the start (RFC 8259, 8.1). It also refuses a
 * zero byte, which JSON in UTF-8 never contains but JSON in other encodings does.
 */
public final class Utf8InputStream extends FilterInputStream {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private boolean begun;
  private long position;
  private int missing;
  private int lowest;
  private int highest;

  public Utf8InputStream(InputStream body) {
    super(new PushbackInputStream(body, MARK.length));
  }

  @Override
  public int read() throws IOException {
    var octet = new byte[1];
    return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!begun) {
      begun = true;
      skipMark();
    }
    var count = super.read(into, offset, length);
    if (count < 0 && missing > 0) {
      throw invalid();
    }
    for (var index = 0; index < count; index++) {
      check(into[offset + index] & 0xFF);
    }
    return count;
  }

  /** Skipped bytes are checked, too. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void skipMark() throws IOException {
    var head = in.readNBytes(MARK.length);
    if (!Arrays.equals(head, MARK)) {
      ((PushbackInputStream) in).unread(head);
    }
  }

  private void check(int octet) {
    position++;
    if (missing > 0) {
      if (octet < lowest || octet > highest) {
        throw invalid();
      }
      missing--;
      lowest = 0x80;
      highest = 0xBF;
    } else if (octet >= 0x80) {
      begin(octet);
    } else if (octet == 0) {
      throw invalid();
    }
  }

  /**
   * The first byte of a character determines how many follow, and bounds the second (RFC 3629, 4).
   */
  private void begin(int octet) {
    if (octet < 0xC2 || octet > 0xF4) {
      throw invalid();
    }
    missing = octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3;
    lowest = octet == 0xE0 ? 0xA0 : octet == 0xF0 ? 0x90 : 0x80;
    highest = octet == 0xED ? 0x9F : octet == 0xF4 ? 0x8F : 0xBF;
  }

  private ProblemException invalid() {
    return ProblemException.of(
        Problem.Kind.MALFORMED_JSON,
        "The body is not UTF-8 at byte %d; encode it as UTF-8.".formatted(position));
  }
}
