package dev.kith.domain;

/** The value of a custom attribute: one JSON scalar with its type. */
public sealed interface Scalar {

  /** A JSON string. */
  record Text(String value) implements Scalar {}

  /** A JSON number without a fraction, within 64 bits. */
  record Whole(long value) implements Scalar {}

  /** Any other JSON number. */
  record Fraction(double value) implements Scalar {}

  /** A JSON boolean. */
  record Flag(boolean value) implements Scalar {}
}
