package dev.kith.domain;

/** Value of a custom attribute: a JSON scalar with its type. */
public sealed interface Scalar {

  /** A JSON string. */
  record Text(String value) implements Scalar {}

  /** A JSON number without a fraction. */
  record Whole(long value) implements Scalar {

    /**
     * Largest integer that every JSON consumer keeps exactly, in either direction (RFC 7493, 2.2).
     */
    public static final long MOST = (1L << 53) - 1;

    /** Whether every JSON consumer keeps it exactly. */
    public boolean isExact() {
      return Math.abs(value) <= MOST && value != Long.MIN_VALUE;
    }
  }

  /** Any other JSON number. */
  record Fraction(double value) implements Scalar {}

  /** A JSON boolean. */
  record Flag(boolean value) implements Scalar {}
}
