package dev.kith.schemas;

/**
 * A sound record that this version of Kith does not know: stop loudly, for folding on without it
 * would diverge from those that do.
 */
public final class UnknownRecordType extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownRecordType(String message) {
    super(message);
  }
}
