package dev.kith.domain;

/** The value of a custom attribute: one JSON scalar with its type. */
public sealed interface Scalar {

  /** A JSON string. */
  record Text(String value) implements Scalar {}

  /** A JSON number without a fraction. */
  record Whole(long value) implements Scalar {

    /**
     * The largest that each consumer of JSON keeps exactly, in either direction (RFC 7493, 2.2).
     */
    public static final long MOST = (1L << 53) - 1;

    /** Whether each consumer of JSON keeps it exactly. */
    public boolean isExact() {
      return Math.abs(value) <= MOST && value != Long.MIN_VALUE;
    }
  }

  /** Any other JSON number. */
  record Fraction(double value) implements Scalar {}

  /** A JSON boolean. */
  record Flag(boolean value) implements Scalar {}
}
