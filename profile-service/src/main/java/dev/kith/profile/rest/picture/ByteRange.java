package dev.kith.profile.rest.picture;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Byte range of a {@code Range} header (RFC 9110, 14). Several ranges, or a malformed header,
 * select the whole body, as the RFC allows.
 */
record ByteRange(long from, long length) {

  private static final Pattern SHAPE = Pattern.compile("bytes\\s*=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /** The range of a whole body. */
  static ByteRange whole(long size) {
    return new ByteRange(0, size);
  }

  /**
   * The range of a body of {@code size} bytes that {@code header} selects; empty if unsatisfiable.
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    var matcher = SHAPE.matcher(header == null ? "" : header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return Optional.of(whole(size));
    }
    if (matcher.group(1).isEmpty()) {
      var last = Math.min(size, Long.parseLong(matcher.group(2)));
      return last == 0 ? Optional.empty() : Optional.of(new ByteRange(size - last, last));
    }
    var from = Long.parseLong(matcher.group(1));
    var to = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (to < from && !matcher.group(2).isEmpty()) {
      return Optional.of(whole(size));
    }
    return from >= size
        ? Optional.empty()
        : Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
  }

  boolean isWhole(long size) {
    return length == size;
  }

  /** The value of {@code Content-Range}. */
  String of(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
